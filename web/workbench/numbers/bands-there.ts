import { signal } from '@preact/signals-core';
import { type BandsAsked, bandsOfValues, keepBands, knownBands } from '../statistics/bands.ts';
import { numberJob } from './number-worker.ts';

/** Up to this many numbers, statistics take less time here than the round trip to the Worker. */
const HERE_MAX = 10_000;

/** Increases whenever the Worker has computed something. */
const news = signal(0);
const underWay = new WeakMap<Float64Array, Set<string>>();

/**
 * Whether statistics are available at once. If not, the Worker starts to compute them. Reads a signal: call it while
 * rendering.
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
  // If the Worker fails, they are computed here, so this never rejects.
  const bands = await numberJob(job).catch(() => bandsOfValues(values, times, rows, percentiles));
  keepBands(asked, bands);
  started.delete(name);
  news.value += 1;
}

const ids = new WeakMap<Int32Array, number>();
let lastId = 0;

/** An id per list of rows; the same array has the same id. */
function rowsId(rows: Int32Array): number {
  const id = ids.get(rows) ?? ++lastId;
  ids.set(rows, id);
  return id;
}
