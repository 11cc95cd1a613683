import { Column } from '../column.ts';
import { IMPORT_VALUES_MAX, UNCLOSED_QUOTE_LENGTH } from '../limits.ts';
import { ImportRefused, type Problems } from '../problems.ts';
import { isBlank } from '../recognise/profile.ts';
import type { Table } from '../table.ts';
import { parseNumber } from '../values/numbers.ts';
import { textOf } from './decode.ts';
import type { TextLayout } from './find-format.ts';
import { pairsOf } from './key-values.ts';
import { noteDecimalMark, type ScanState, scanRows } from './scan-rows.ts';
import type { Encoding, TextChoices } from './text-format.ts';
import { wholeRows } from './whole-rows.ts';

interface RowsOf {
  readonly file: string;
  readonly shape: string;
  readonly layout: TextLayout;
  /** Offset of the first row of data, in bytes. */
  readonly bodyStart: number;
  readonly choices: TextChoices;
  /** Estimated number of rows, to allocate memory. */
  readonly expected: number;
}

/** Reads the rows of a file from UTF-8 bytes, piece by piece. */
export class RowsReader {
  readonly shape: string;
  readonly #file: string;
  readonly #layout: TextLayout;
  readonly #choices: TextChoices;
  readonly #columns: Column[];
  readonly #state: ScanState;
  /** Bytes before the first row of data that are still to be skipped. */
  #skipped: number;

  constructor({ file, shape, layout, bodyStart, choices, expected }: RowsOf) {
    this.#skipped = bodyStart;
    this.#file = file;
    this.shape = shape;
    this.#layout = layout;
    this.#choices = choices;
    const headers = distinct(layout.headers);
    const room = Math.min(expected, Math.floor(IMPORT_VALUES_MAX / headers.length));
    this.#columns = headers.map((header) => new Column(header, room));
    const counted = () => ({ line: 0, count: 0, fields: 0 });
    this.#state = {
      delimiter: layout.delimiter.charCodeAt(0),
      decimal: layout.decimal,
      columns: this.#columns,
      lines: [],
      line: layout.bodyLine,
      isDecimalSure: choices.decimal !== undefined || layout.delimiter === ',',
      doubtful: '',
      grouped: '',
      short: counted(),
      long: counted(),
      quotes: counted(),
      trailing: counted(),
      comments: counted(),
    };
  }

  /** Reads the complete rows of a piece; returns the rest, to be put before the next piece. */
  take(piece: Uint8Array, isLast: boolean): Uint8Array {
    if (this.#layout.isKeyValues) {
      if (isLast) this.#takeKeyValues(textOf(piece));
      return piece;
    }
    const bytes = piece.subarray(this.#skipped);
    this.#skipped = 0;
    const end = isLast ? bytes.length : wholeRows(bytes, this.#state.delimiter);
    if (end === 0 && bytes.length > UNCLOSED_QUOTE_LENGTH) {
      throw new ImportRefused(
        'A quote (") is opened and never closed, or the line has no end; correct the file around this line.',
        this.#state.line,
      );
    }
    const rows = bytes.subarray(0, end);
    if (this.#layout.delimiter !== ' ') scanRows(textOf(rows), this.#state, rows);
    else scanRows(withSingleBlanks(textOf(rows)), this.#state);
    if (this.#state.lines.length * this.#columns.length > IMPORT_VALUES_MAX) {
      throw new ImportRefused(
        `The file has more than ${IMPORT_VALUES_MAX / 1e6} million values, which is more than a browser can hold; export fewer vectors or dates.`,
        this.#state.line,
      );
    }
    return bytes.subarray(end);
  }

  end(encoding: Encoding, notes: readonly string[], problems: Problems): Table {
    const { isKeyValues, delimiter, decimal } = this.#layout;
    if (!isKeyValues) this.#tellProblems(problems);
    const isTrailing = this.#dropLastIfBlank();
    const { doubtful, isDecimalSure, lines } = this.#state;
    const [first = 0] = lines;
    const isConsecutive = lines.at(-1) === first + lines.length - 1;
    const kept = Int32Array.from(isConsecutive ? [] : lines);
    const rowCount = isKeyValues ? 1 : lines.length;
    if (rowCount === 0)
      throw new ImportRefused(
        'There is a line of names and no line of values below it.',
        this.#layout.bodyLine,
      );
    return {
      file: this.#file,
      shape: this.shape,
      columns: this.#columns,
      units: Object.fromEntries(
        this.#columns.flatMap(({ header }, i) =>
          this.#layout.units[i] ? [[header, this.#layout.units[i]]] : [],
        ),
      ),
      rowCount,
      lineOf: (row) => (isKeyValues ? undefined : isConsecutive ? first + row : kept[row]),
      text: {
        format: { encoding, delimiter, decimal },
        isDecimalInDoubt: doubtful !== '' && !isDecimalSure,
        ...(doubtful ? { doubtful } : {}),
      },
      notes: [...notes, ...this.#layout.notes, ...this.#notes(isTrailing)],
      ...(isKeyValues ? { isKeyValues } : {}),
    };
  }

  /** Reads the lines of the whole file, since the layout has only the first ones. */
  #takeKeyValues(text: string): void {
    const known = new Map<string, { readonly content: string; readonly line: number }>();
    const decimal = this.#choices.decimal ?? this.#layout.decimal;
    this.#columns.length = 0;
    for (const { fields, line } of pairsOf(text, Number.POSITIVE_INFINITY, true)) {
      const [key = '', content = ''] = fields;
      if (fields.length !== 2)
        throw new ImportRefused(
          'The line is not a key and a value, as the lines before it are; put texts with blanks in quotes.',
          line,
        );
      const earlier = known.get(key);
      if (earlier && earlier.content !== content)
        throw new ImportRefused(
          `The key ${key} has another value in line ${earlier.line}; remove one of the two lines.`,
          line,
        );
      if (earlier) continue;
      known.set(key, { content, line });
      const column = new Column(key, 1);
      const value = parseNumber(content, decimal);
      if (value === undefined || !Number.isFinite(value)) column.pushText(content);
      else column.pushNumber(value);
      if (value !== undefined && content.includes(',')) noteDecimalMark(content, this.#state);
      this.#columns.push(column);
    }
  }

  #tellProblems(problems: Problems): void {
    const { long, quotes } = this.#state;
    const file = this.#file;
    const width = this.#columns.length;
    if (long.count > 0) {
      const message = `The line has ${long.fields} fields where the header has ${width}; remove the extra ones, or put texts that contain the delimiter in quotes.`;
      problems.add('long', { file, line: long.line, message }, long.count);
    }
    if (quotes.count > 0) {
      const message = `There is text after the closing quote (") of field ${quotes.fields}; write a quote inside a text twice ("").`;
      problems.add('quotes', { file, line: quotes.line, message }, quotes.count);
    }
  }

  /** Removes an empty, unnamed last column, which results from a delimiter at the end of every line. */
  #dropLastIfBlank(): boolean {
    const last = this.#columns.at(-1);
    if (!last || this.#layout.headers.at(-1) !== '' || !isBlank(last)) return false;
    this.#columns.pop();
    return true;
  }

  #notes(isTrailing: boolean): string[] {
    const { short, trailing, comments, grouped, decimal } = this.#state;
    const notes: string[] = [];
    if (comments.count > 0) {
      notes.push(
        comments.count === 1
          ? `Line ${comments.line} begins with "#" or "--", so it is skipped as a comment`
          : `${comments.count} lines begin with "#" or "--" (line ${comments.line} first), so they are skipped as comments`,
      );
    }
    if (isTrailing || trailing.count > 0) {
      notes.push('Lines end with an extra delimiter, which is ignored');
    }
    if (grouped) notes.push(`"${grouped}" is read as ${parseNumber(grouped, decimal)}`);
    if (short.count > 0 && !(isTrailing && short.fields === this.#columns.length)) {
      const lines = short.count === 1 ? 'One line has' : `${short.count} lines have`;
      notes.push(
        `${lines} fewer fields than the header (line ${short.line} first); the others count as missing`,
      );
    }
    return notes;
  }
}

/** Makes headers unique, and names unnamed ones. */
function distinct(headers: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headers.map((header, i) => {
    const name = header || `Column ${i + 1}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function withSingleBlanks(text: string): string {
  return text
    .replace(/[ \t]+/g, ' ')
    .replace(/(^|[\r\n]) /g, '$1')
    .replace(/ (?=[\r\n]|$)/g, '');
}
