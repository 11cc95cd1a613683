/** A problem of a file, each kind once. `line` counts from 1; absent if the problem concerns the whole file. */
export interface ImportProblem {
  readonly file: string;
  readonly line?: number;
  /** One sentence that also says what would be right. */
  readonly message: string;
  /** How many more lines have the same kind of problem. */
  readonly more: number;
}

/** Collects problems: the first of each kind in each file, and how many more there are. */
export class Problems {
  readonly #found = new Map<string, { problem: Omit<ImportProblem, 'more'>; more: number }>();

  /** Problems with the same `kind` are counted as one. `count`: how many lines have it. */
  add(
    kind: string,
    problem: Omit<ImportProblem, 'more' | 'line'> & { line?: number | undefined },
    count = 1,
  ): void {
    const key = `${problem.file}\n${kind}`;
    const known = this.#found.get(key);
    if (known) {
      known.more += count;
      return;
    }
    const { line, ...rest } = problem;
    this.#found.set(key, {
      problem: line === undefined ? rest : { ...rest, line },
      more: count - 1,
    });
  }

  get list(): ImportProblem[] {
    const all = [...this.#found.values()].map(({ problem, more }) => ({ ...problem, more }));
    return all.sort((a, b) => (a.file === b.file ? (a.line ?? 0) - (b.line ?? 0) : 0));
  }
}

/** Thrown inside the import to refuse a whole file; becomes a problem. */
export class ImportRefused extends Error {
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.name = 'ImportRefused';
    this.line = line;
  }
}
