import type { ColumnMemory } from './column-memory.ts';

/** Names of columns. Names that the ensemble does not have are ignored. */
export interface ColumnNames {
  readonly vectors?: readonly string[];
  readonly parameters?: readonly string[] | 'all';
}

/** A column's values, read on demand. */
export class LazyColumn {
  readonly #name: string;
  readonly #read: () => Promise<Float64Array>;
  #values: Float64Array | undefined;
  #reading: Promise<void> | null = null;
  /** For those who must not keep it in memory. */
  readonly weak = new WeakRef<LazyColumn>(this);
  /** Why the last attempt to read it failed. */
  failure: Error | null = null;

  constructor(name: string, read: () => Promise<Float64Array>) {
    this.#name = name;
    this.#read = read;
  }

  get isLoaded(): boolean {
    return this.#values !== undefined;
  }

  /** Memory of its values; 0 while they are not loaded. */
  get bytes(): number {
    return this.#values?.byteLength ?? 0;
  }

  get isLoading(): boolean {
    return this.#reading !== null;
  }

  /** Throws before they are loaded: call `load` first. */
  get values(): Float64Array {
    if (this.#values === undefined) throw new Error(`${this.#name} is not loaded yet`);
    return this.#values;
  }

  /** Unloads the values; they can be loaded again. */
  forget(): void {
    this.#values = undefined;
  }

  /** Never rejects; an error is in `failure`. */
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

/** The columns of one ensemble that are read on demand. */
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
   * Marks the named columns as shown, if they exist. Returns those that are not loaded. Reads a signal: call it while
   * rendering.
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

  /** Counts columns that were loaded. Those that are not shown may be unloaded a moment later. */
  count(columns: readonly LazyColumn[]): void {
    this.#memory?.add(columns);
  }

  /** All columns, loaded or not. */
  get all(): readonly LazyColumn[] {
    return [...this.#vectors.values(), ...this.#parameters.values()];
  }

  /** Clears failures, so that these columns can be read again. */
  forgetFailures(): void {
    for (const column of this.all) column.failure = null;
  }
}
