/** Longest time that one request may spend on the database, in ms. The site in front times out after 45 s. */
const REQUEST_BUDGET_MS = 25_000;

/** Part of the budget kept back from writes, in ms: time to read back the result after a lost response. */
const READ_BACK_MS = 4_000;

/** Time and request units of one request, shared by all its stores. */
export class Budget {
  /** Request units charged so far. */
  charge = 0;
  readonly deadline: number;
  /** Waits before a call is sent again, in ms. */
  readonly pause: (milliseconds: number) => Promise<void>;

  /** @param pause tests that do not look at the time pass one that does not wait. */
  constructor(milliseconds = REQUEST_BUDGET_MS, pause = sleep) {
    this.deadline = Date.now() + milliseconds;
    this.pause = pause;
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

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
