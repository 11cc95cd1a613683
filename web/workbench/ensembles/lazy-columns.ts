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

  constructor(vectors: Columns, parameters: Columns) {
    this.#vectors = vectors;
    this.#parameters = parameters;
  }

  /** The named columns, as far as they are there. */
  named({ vectors = [], parameters = [] }: ColumnNames): readonly LazyColumn[] {
    const inputs = parameters === 'all' ? [...this.#parameters.keys()] : parameters;
    return [
      ...vectors.flatMap((name) => this.#vectors.get(name) ?? []),
      ...inputs.flatMap((name) => this.#parameters.get(name) ?? []),
    ];
  }

  /** The names of all columns. */
  get all(): ColumnNames {
    return { vectors: [...this.#vectors.keys()], parameters: 'all' };
  }

  /** Lets columns that could not be read be tried again. */
  forgetFailures(): void {
    for (const column of [...this.#vectors.values(), ...this.#parameters.values()]) {
      column.failure = null;
    }
  }
}
