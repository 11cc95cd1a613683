const INITIAL_CAPACITY = 256;
/** Maximum number of different texts per column; further ones are only counted. */
const TEXTS_MAX = 200_000;

/** Codes of cells. A code from 1 on is a text: `texts[code - 1]`. */
export const NUMBER = 0;
export const EMPTY = -1;
export const OTHER_TEXT = -2;

/** One column of a file as read: numbers, or texts for other cells. Each different text is stored once. */
export class Column {
  /** As in the file, with its unit; unique in a table. */
  readonly header: string;
  readonly texts: string[] = [];
  readonly #codeOf = new Map<string, number>();
  #values: Float64Array<ArrayBuffer>;
  #codes: Int32Array | null = null;
  /** Made once, since it is asked for row by row. */
  #view: Float64Array | null = null;
  #length = 0;

  /** `capacity`: the expected number of rows, if known; the column grows if there are more. */
  constructor(header: string, capacity = INITIAL_CAPACITY) {
    this.header = header;
    this.#values = new Float64Array(capacity > 0 ? capacity : INITIAL_CAPACITY);
  }

  get length(): number {
    return this.#length;
  }

  /** Row by row, without a copy; NaN where the cell is not a number. */
  get values(): Float64Array {
    if (this.#view?.length !== this.#length) this.#view = this.#values.subarray(0, this.#length);
    return this.#view;
  }

  /** The code of each cell by row; null if all cells are numbers. */
  get codes(): Int32Array | null {
    return this.#codes?.subarray(0, this.#length) ?? null;
  }

  pushNumber(value: number): void {
    if (this.#length === this.#values.length) this.#grow();
    this.#values[this.#length++] = value;
  }

  pushEmpty(): void {
    this.#pushCode(EMPTY);
  }

  pushText(text: string): void {
    let code = this.#codeOf.get(text);
    if (code === undefined) {
      code = OTHER_TEXT;
      if (this.texts.length < TEXTS_MAX) {
        code = this.texts.push(text);
        this.#codeOf.set(text, code);
      }
    }
    this.#pushCode(code);
  }

  /** Adds a text that the column has already; otherwise does nothing and returns false. */
  pushKnownText(text: string): boolean {
    const code = this.#codeOf.get(text);
    if (code !== undefined) this.#pushCode(code);
    return code !== undefined;
  }

  /** Removes the last cell. */
  pop(): void {
    this.#length--;
    if (this.#codes) this.#codes[this.#length] = NUMBER;
  }

  /** A cell's text; empty for a number or an empty cell. */
  textAt(row: number): string {
    const code = this.#codes?.[row] ?? NUMBER;
    return code > 0 ? (this.texts[code - 1] as string) : '';
  }

  isEmptyAt(row: number): boolean {
    return this.#codes?.[row] === EMPTY;
  }

  #pushCode(code: number): void {
    if (this.#length === this.#values.length) this.#grow();
    this.#codes ??= new Int32Array(this.#values.length);
    this.#codes[this.#length] = code;
    this.#values[this.#length++] = Number.NaN;
  }

  #grow(): void {
    const larger = new Float64Array(this.#values.length * 2);
    larger.set(this.#values);
    this.#values = larger;
    this.#view = null;
    if (!this.#codes) return;
    const codes = new Int32Array(larger.length);
    codes.set(this.#codes);
    this.#codes = codes;
  }
}
