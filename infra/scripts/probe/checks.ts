/** One check of a deployment. `run` throws the reason if it fails. */
export interface Check {
  readonly name: string;
  run(): Promise<void>;
}

export interface Outcome {
  readonly name: string;
  /** Why it failed; undefined if it passed. */
  readonly problem: string | undefined;
}

/** Runs checks one after another, even after a failure. */
export async function runChecks(
  checks: readonly Check[],
  report: (outcome: Outcome) => void,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name, run } of checks) {
    const outcome = { name, problem: await problemOf(run) };
    report(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

async function problemOf(run: () => Promise<void>): Promise<string | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return error instanceof Error
      ? [error.message, error.cause].filter(Boolean).join(': ')
      : `${error}`;
  }
}
