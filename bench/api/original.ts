import { createRu, NOT_FOUND_RU, QUERY_PAGE_MAX_BYTES, readRu, replaceRu } from './prices.ts';

/** Round trips to the database and the request units that they cost. */
export interface Cost {
  readonly roundTrips: number;
  readonly requestUnits: number;
}

const PAGE_ITEMS = 10;
const LOG_BYTES = 1024;

/**
 * What the original's scheme costs with items of this size: content kept uncompressed; an update reads the
 * document and replaces it; every poll reads the whole document; lists are `SELECT *`.
 */
export function originalCosts(itemBytes: number): Readonly<Record<string, Cost>> {
  const read = readRu(itemBytes);
  return {
    'create a session': { roundTrips: 1, requestUnits: createRu(itemBytes) },
    'open a session': { roundTrips: 1, requestUnits: read },
    'save a session': { roundTrips: 2, requestUnits: read + replaceRu(itemBytes) },
    'poll, nothing new': { roundTrips: 1, requestUnits: read },
    'list 10 sessions': {
      roundTrips: Math.ceil((PAGE_ITEMS * itemBytes) / QUERY_PAGE_MAX_BYTES),
      requestUnits: PAGE_ITEMS * read,
    },
    'open a snapshot, first visit': {
      roundTrips: 4,
      requestUnits: 2 * read + NOT_FOUND_RU + createRu(LOG_BYTES),
    },
    'open a snapshot again': {
      roundTrips: 3,
      requestUnits: read + readRu(LOG_BYTES) + replaceRu(LOG_BYTES),
    },
  };
}
