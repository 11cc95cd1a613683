import type { ColumnMemory } from './column-memory.ts';

/** Columns of an ensemble by name. What it does not have is no matter. */
export interface ColumnNames {
  readonly vectors?: readonly string[];
  readonly parameters?: readonly string[] | 'all';
}

/** A column's values, read when somebody needs them. */
export class LazyColumn {
  readonly #name: string;
  readonly #read: () => Promise<Float64Array>;
  #values: Float64Array | undefined;
  #reading: Promise<void> | null = null;
  /** Why it could not be read the last time. */
  failure: Error | null = null;

  constructor(name: string, read: () => Promise<Float64Array>) {
    this.#name = name;
    this.#read = read;
  }

  get isLoaded(): boolean {
    return this.#values !== undefined;
  }

  /** What its values take in memory. */
  get bytes(): number {
    return this.#values?.byteLength ?? 0;
  }

  get isLoading(): boolean {
    return this.#reading !== null;
  }

  /** Throws before they are loaded: whoever shows a column asks for it first. */
  get values(): Float64Array {
    if (this.#values === undefined) throw new Error(`${this.#name} is not loaded yet`);
    return this.#values;
  }

  /** Gives its memory back; it can be loaded again. */
  forget(): void {
    this.#values = undefined;
  }

  /** Never rejects: what went wrong is the `failure`. */
  load(): Promise<void> {
    if (this.#values !== undefined) return Promise.resolve();
    this.#reading ??= this.#read()
      .then(
        (values) => {
          this.#values = values;
          this.failure = null;
        },
        (error: unknown) => {
          this.failure = error instanceof Error ? error : new Error(String(error));
        },
      )
      .finally(() => {
        this.#reading = null;
      });
    return this.#reading;
  }
}

type Columns = ReadonlyMap<string, LazyColumn>;

/** The columns of one ensemble that are read when they are needed. */
export class LazyColumns {
  readonly #vectors: Columns;
  readonly #parameters: Columns;
  readonly #memory: ColumnMemory | null;

  constructor(vectors: Columns, parameters: Columns, memory: ColumnMemory | null = null) {
    this.#vectors = vectors;
    this.#parameters = parameters;
    this.#memory = memory;
  }

  /**
   * Says that the named columns are shown, as far as they are there. Answers those that are not loaded. Reads a signal:
   * call it while rendering.
   */
  show({ vectors = [], parameters = [] }: ColumnNames): readonly LazyColumn[] {
    const inputs = parameters === 'all' ? [...this.#parameters.keys()] : parameters;
    const named = [
      ...vectors.flatMap((name) => this.#vectors.get(name) ?? []),
      ...inputs.flatMap((name) => this.#parameters.get(name) ?? []),
    ];
    this.#memory?.use(named);
    return named.filter(({ isLoaded }) => !isLoaded);
  }

  /** Says that columns were loaded. Those that nobody shows may leave memory a moment later. */
  count(columns: readonly LazyColumn[]): void {
    this.#memory?.add(columns);
  }

  /** Loaded or not. */
  get all(): readonly LazyColumn[] {
    return [...this.#vectors.values(), ...this.#parameters.values()];
  }

  /** Lets columns that could not be read be tried again. */
  forgetFailures(): void {
    for (const column of this.all) column.failure = null;
  }
}
