import { createRu, NOT_FOUND_RU, QUERY_PAGE_MAX_BYTES, readRu, replaceRu } from './prices.ts';

/** Round trips to the database and their request units. */
export interface Cost {
  readonly roundTrips: number;
  readonly requestUnits: number;
}

const PAGE_ITEMS = 10;
const LOG_BYTES = 1024;

/**
 * Costs of the original's scheme with items of this size: content is stored uncompressed, an update reads and replaces
 * the document, every poll reads the whole document, and lists are `SELECT *`.
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
