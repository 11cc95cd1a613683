import { describe, test } from 'vitest';
import { runModel } from './testing/model/run-model.ts';

const { MODEL_SEED, MODEL_FIRST_SEED = '1', MODEL_SEEDS = '200' } = process.env;
const SEEDS_PER_TEST = 50;
/** Fifty seeds take a second; a busy machine may take its time. */
const TIMEOUT_MS = 120_000;

/** Seeds that found something when the operations were as they are now; each has a test of its own beside what it found. */
const PINNED = [65, 1404, 1701, 34785];

/**
 * The same seeds in every run, so that a change is what makes it fail; `npm run test:soak` plays fresh ones.
 * A failure names its seed, and `MODEL_SEED=<seed>` plays that one alone.
 */
describe('whatever happens to two or three pages, nothing confirmed is lost and nothing is overwritten without a choice', () => {
  if (MODEL_SEED !== undefined) {
    test(`in the chosen seed ${MODEL_SEED}`, () => runModel(Number(MODEL_SEED)), TIMEOUT_MS);
    return;
  }
  test.each(PINNED)('in seed %i', (seed) => runModel(seed), TIMEOUT_MS);

  const first = Number(MODEL_FIRST_SEED);
  const count = Number(MODEL_SEEDS);
  for (let start = first; start < first + count; start += SEEDS_PER_TEST) {
    const end = Math.min(start + SEEDS_PER_TEST, first + count);
    test(
      `in the seeds ${start} to ${end - 1}`,
      async () => {
        for (let seed = start; seed < end; seed++) await runModel(seed);
      },
      TIMEOUT_MS,
    );
  }
});
