/** Documents for the list tests: 1,000 per user, with many ties in every sort order. */
import { fold } from '../../contract/titles.ts';
import type { AccessLogDocument } from '../../functions/store/access-log-document.ts';
import type { SessionDocument } from '../../functions/store/session-document.ts';
import type { SnapshotDocument } from '../../functions/store/snapshot-document.ts';

export const SEEDED = 1_000;
/** Must never appear in a response of a list. */
export const CONTENT_CANARY = 'content-that-no-list-loads';

/** Not every principal has a name. */
const ownerNames = ['Bob', null, 'alice', 'Zoë', 'bob'];

const titles = ['Alpha', 'alpha', 'ALPHA beta', 'Beta', 'Øst', '%_["\'', 'beta'];
const hash = 'a'.repeat(64);

/** Spread over five days: 200 documents share each time. */
export function day(index: number): string {
  return new Date(Date.UTC(2026, 0, 1 + ((index * 7) % 5))).toISOString();
}

/** Every 25th has a special title, for filters that match few. */
function titleOf(index: number): string {
  return index % 25 === 0 ? `Rare ${index % 3}` : (titles[(index * 11) % titles.length] ?? '');
}

/** Every 40th has a special description, as many have none, the rest have one that was never folded. */
function descriptionOf(index: number) {
  if (index % 40 === 1)
    return {
      description: 'Straße nach RARE Süden',
      description__lower: fold('Straße nach RARE Süden'),
    };
  const tags = ['#HM', '#hm2', '(#hm, 2)'][(index % 40) - 3];
  if (tags) return { description: tags, description__lower: fold(tags) };
  return { description: index % 2 ? null : 'rare, but never folded' };
}

function idOf(index: number): string {
  return `id${String((index * 617) % SEEDED).padStart(6, '0')}`;
}

const stored = {
  content: CONTENT_CANARY,
  content_encoding: 'identity',
  create_key_hash: hash,
  create_body_hash: hash,
} as const;

function metadataOf(index: number) {
  const title = titleOf(index);
  return {
    title,
    title__lower: fold(title),
    ...descriptionOf(index),
    created_at: day(index),
    content_hash: hash,
    content_bytes: CONTENT_CANARY.length,
  };
}

export function sessionSeeds(owner: string): SessionDocument[] {
  return Array.from({ length: SEEDED }, (_, index) => ({
    id: idOf(index),
    owner_id: owner,
    metadata: {
      ...metadataOf(index),
      updated_at: day(index + 3),
      version: 1 + ((index * 5) % 9),
      state_hash: hash,
    },
    ...stored,
  }));
}

export function snapshotSeeds(owner: string): SnapshotDocument[] {
  return Array.from({ length: SEEDED }, (_, index) => ({
    id: idOf(index),
    owner_id: owner,
    owner_name: 'Owner',
    metadata: metadataOf(index),
    ...stored,
  }));
}

export function accessLogSeeds(visitor: string): AccessLogDocument[] {
  return Array.from({ length: SEEDED }, (_, index) => ({
    id: `${idOf(index)}__${visitor}`,
    visitor_id: visitor,
    snapshot_id: idOf(index),
    snapshot_owner_id: `owner-${index % 4}`,
    snapshot_metadata: { ...metadataOf(index), owner_name: ownerNames[index % 5] ?? null },
    visits: 1 + (index % 12),
    first_visited_at: day(index),
    last_visited_at: day(index + 2),
    snapshot_deleted: index % 10 === 0,
    snapshot_deleted_at: null,
  }));
}
