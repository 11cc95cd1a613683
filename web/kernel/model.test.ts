import { expect, test } from 'vitest';
import { runModel } from './testing/model/run-model.ts';

/** Fresh in every run; a failure names the seed, and `MODEL_SEED=<seed>` plays it again. */
const FRESH_SEEDS = 200;

const chosen = process.env.MODEL_SEED;
const first = chosen === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(chosen);
const seeds = Array.from({ length: chosen === undefined ? FRESH_SEEDS : 1 }, (_, i) => first + i);

test(`two or three people and every fault: nothing confirmed is lost, nothing is overwritten unasked (seeds from ${first})`, async () => {
  for (const seed of seeds) await runModel(seed);
  expect(seeds.length).toBeGreaterThan(0);
}, 120_000);
