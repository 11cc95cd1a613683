/** One question to a deployment. `run` throws with the reason when the answer is wrong. */
export interface Check {
  readonly name: string;
  run(): Promise<void>;
}

export interface Outcome {
  readonly name: string;
  /** Why it failed; undefined when it passed. */
  readonly problem: string | undefined;
}

/** Runs checks one after the other; a failed one does not keep the next from running. */
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
