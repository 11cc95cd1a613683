import { signal } from '@preact/signals-core';
import { type BandsAsked, bandsOfValues, keepBands, knownBands } from '../statistics/bands.ts';
import { numberJob } from './number-worker.ts';

/** Statistics of so few numbers take less time than the way to the Worker and back. */
const HERE_MAX = 10_000;

/** One more whenever the Worker has computed something. */
const news = signal(0);
const underWay = new WeakMap<Float64Array, Set<string>>();

/**
 * Whether statistics can be had without a wait. If not, the Worker computes them for all who ask. Reads a signal: call
 * it while rendering.
 */
export function areBandsThere(asked: readonly BandsAsked[]): boolean {
  const lacking = asked.filter((one) => one.rows.length * one.times > HERE_MAX && !knownBands(one));
  for (const one of lacking) void compute(one);
  if (lacking.length > 0) news.value;
  return lacking.length === 0;
}

async function compute(asked: BandsAsked): Promise<void> {
  const { values, times, rows, percentiles } = asked;
  const name = `${rowsId(rows)}: ${percentiles.join()}`;
  const started = underWay.get(values) ?? new Set<string>();
  underWay.set(values, started);
  if (started.has(name)) return;
  started.add(name);
  const job = { kind: 'bands', values, times, rows, percentiles } as const;
  // What a Worker cannot do is done here: this never fails.
  const bands = await numberJob(job).catch(() => bandsOfValues(values, times, rows, percentiles));
  keepBands(asked, bands);
  started.delete(name);
  news.value += 1;
}

const ids = new WeakMap<Int32Array, number>();
let lastId = 0;

/** A number for a list of rows: the same list has the same. */
function rowsId(rows: Int32Array): number {
  const id = ids.get(rows) ?? ++lastId;
  ids.set(rows, id);
  return id;
}
