/**
 * `npm run test:soak` runs random tests for as long as you like: new seeds of the kernel's model, and the unit tests on
 * other days. `npm run test:soak -- 20` runs twenty rounds of 1,000 seeds and one day each; the default is one round.
 * It stops at the first failure, which says how to repeat it.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { dayWords, drawDay, environmentOf } from './another-day.ts';

const SEEDS_PER_ROUND = 1000;
const SEED_MAX = 2 ** 31;

const rounds = Number(process.argv[2] ?? 1);
for (let round = 1; round <= rounds; round++) {
  const first = Math.floor(Math.random() * SEED_MAX);
  console.log(`\n== Round ${round} of ${rounds}: ${SEEDS_PER_ROUND} seeds from ${first}`);
  vitest('model', { MODEL_FIRST_SEED: String(first), MODEL_SEEDS: String(SEEDS_PER_ROUND) });
  const day = drawDay();
  console.log(`\n== ${dayWords(day)}`);
  vitest('unit', environmentOf(day));
}

function vitest(project: string, env: Record<string, string>): void {
  const { status } = spawnSync('vitest', ['run', '--project', project, '--reporter=dot'], {
    cwd: join(import.meta.dirname, '..'),
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exit(1);
}
