/** Longest time that one request may spend on the database, in ms. The site in front gives up after 45 s. */
const REQUEST_BUDGET_MS = 25_000;

/** What of it writes may not use: after a write whose answer is lost, what became of it is read back. */
const READ_BACK_MS = 4_000;

/** What one request may still spend and what it has spent so far; every store of the request shares it. */
export class Budget {
  /** Request units charged so far. */
  charge = 0;
  readonly deadline: number;

  constructor(milliseconds = REQUEST_BUDGET_MS) {
    this.deadline = Date.now() + milliseconds;
  }

  get remainingMs(): number {
    return Math.max(0, this.deadline - Date.now());
  }

  get forWritesMs(): number {
    return Math.max(0, this.remainingMs - READ_BACK_MS);
  }

  spend(requestUnits: number | undefined): void {
    this.charge += requestUnits ?? 0;
  }
}
