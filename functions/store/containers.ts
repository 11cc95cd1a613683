/** The containers by the property that is their partition key; infra/cosmos-containers.json makes them. */
export const PARTITION_KEYS = {
  sessions: 'owner_id',
  snapshots: 'id',
  snapshot_access_logs: 'visitor_id',
} as const;

export type ContainerName = keyof typeof PARTITION_KEYS;

/**
 * `kind` of an item that is none of its container's documents: a version of a session, the record of an
 * Idempotency-Key. No list shows them.
 */
export type ItemKind = 'version' | 'key';
