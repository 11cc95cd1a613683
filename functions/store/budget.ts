/** Longest time that one request may spend on the database, in ms. The site in front times out after 45 s. */
const REQUEST_BUDGET_MS = 25_000;

/** Part of the budget kept back from writes, in ms: time to read back the result after a lost response. */
const READ_BACK_MS = 4_000;

/** Time and request units of one request, shared by all its stores. */
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
