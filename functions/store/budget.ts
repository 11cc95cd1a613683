/** Longest time that one request may spend on the database, in ms. The site in front gives up after 45 s. */
const REQUEST_BUDGET_MS = 25_000;

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

  spend(requestUnits: number | undefined): void {
    this.charge += requestUnits ?? 0;
  }
}
