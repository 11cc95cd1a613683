/**
 * Compares the API's use of Cosmos DB with the original's scheme: round trips, counted on the wire, and request units by
 * the documented price table. Writes `bench/results/api.json`. No times are measured, because the emulator's times say
 * nothing about the service.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Cost, originalCosts } from './api/original.ts';
import { measureOurs } from './api/ours.ts';
import { contentOf } from './load/content.ts';

const SIZES = { '10KB': 10_000, '100KB': 100_000, '1MB': 1_000_000 };
/** Title, times, hashes and the database's own fields, in bytes. */
const ORIGINAL_OVERHEAD_BYTES = 800;

interface Compared {
  readonly ours: Cost;
  readonly original: Cost;
  /** The original's request units divided by ours. */
  readonly ratio: number;
}

export interface ApiResult {
  readonly itemBytes: { readonly ours: number; readonly original: number };
  readonly operations: Readonly<Record<string, Compared>>;
}

/** Compares all operations at all sizes. */
export async function benchApi(): Promise<Record<string, ApiResult>> {
  const results: Record<string, ApiResult> = {};
  for (const [size, bytes] of Object.entries(SIZES)) {
    const content = contentOf(bytes);
    const ours = await measureOurs(content, contentOf(bytes));
    const originalBytes = Buffer.byteLength(JSON.stringify(content)) + ORIGINAL_OVERHEAD_BYTES;
    const original = originalCosts(originalBytes);
    results[size] = {
      itemBytes: { ours: ours.itemBytes, original: originalBytes },
      operations: Object.fromEntries(
        Object.entries(original).map(([name, cost]) => [name, compare(ours.costs[name], cost)]),
      ),
    };
  }
  return results;
}

function compare(ours: Cost | undefined, original: Cost): Compared {
  if (!ours) throw new Error('An operation was not measured.');
  return {
    ours: rounded(ours),
    original: rounded(original),
    ratio: round(original.requestUnits / ours.requestUnits),
  };
}

function rounded({ roundTrips, requestUnits }: Cost): Cost {
  return { roundTrips, requestUnits: round(requestUnits) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

if (import.meta.main) {
  const results = await benchApi();
  for (const [size, { itemBytes, operations }] of Object.entries(results)) {
    console.log(
      `${size} of content: an item of ${itemBytes.ours} bytes, ${itemBytes.original} in the original`,
    );
    console.table(
      Object.fromEntries(
        Object.entries(operations).map(([name, { ours, original, ratio }]) => [
          name,
          {
            'round trips': ours.roundTrips,
            RU: ours.requestUnits,
            'original: round trips': original.roundTrips,
            'original: RU': original.requestUnits,
            'times ours': ratio,
          },
        ]),
      ),
    );
  }
  await mkdir(join(import.meta.dirname, 'results'), { recursive: true });
  const json = `${JSON.stringify(results, null, 2)}\n`;
  await writeFile(join(import.meta.dirname, 'results/api.json'), json);
}
