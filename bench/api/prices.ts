/**
 * Request units that Cosmos DB charges, from its documentation ("Request Units as a throughput and performance currency",
 * the table by item size, for session or eventual consistency; illustrative according to that page). The 0.2 RU per
 * indexed term of a write is not included, because both sides pay it.
 */
const KIB = 1024;

/** Size in bytes, RU of a point read, RU of a create. */
const table: readonly (readonly [bytes: number, read: number, create: number])[] = [
  [1 * KIB, 1, 4.95],
  [16 * KIB, 1.67, 9.52],
  [32 * KIB, 2.19, 11.23],
  [64 * KIB, 4.76, 22.67],
  [128 * KIB, 9.95, 48.19],
  [256 * KIB, 20.28, 98.29],
  [512 * KIB, 40.95, 184.57],
  [1024 * KIB, 145.9, 625],
  [2048 * KIB, 291.8, 1250],
];

/** "A nominal charge of 1 RU irrespective of the document size", also for a missing document. */
export const NOT_MODIFIED_RU = 1;
export const NOT_FOUND_RU = 1;
/** A page of a query holds at most 4 MB. */
export const QUERY_PAGE_MAX_BYTES = 4 * KIB * KIB;

const PATCH_OPERATION_RU = 0.4;
const REPLACE_PER_CREATE = 2;

export function readRu(bytes: number): number {
  return interpolate(bytes, 1);
}

export function createRu(bytes: number): number {
  return interpolate(bytes, 2);
}

export function replaceRu(bytes: number): number {
  return REPLACE_PER_CREATE * createRu(bytes);
}

/** A patch costs as much as replacing the whole item, plus a little per operation. */
export function patchRu(bytes: number, operations: number): number {
  return replaceRu(bytes) + operations * PATCH_OPERATION_RU;
}

/** Linear interpolation between the rows of the table; below the first row, the first row. */
function interpolate(bytes: number, column: 1 | 2): number {
  const above = table.findIndex(([size]) => size >= bytes);
  const [low, high] = [table[Math.max(above - 1, 0)], table[above]];
  if (!low || !high) throw new Error(`${bytes} bytes are more than the maximum item size.`);
  if (high === low) return high[column];
  return low[column] + ((high[column] - low[column]) * (bytes - low[0])) / (high[0] - low[0]);
}
