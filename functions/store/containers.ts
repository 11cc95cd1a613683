/** The partition key of each container, as in infra/cosmos-containers.json, which creates them. */
export const PARTITION_KEYS = {
  sessions: 'owner_id',
  snapshots: 'id',
  snapshot_access_logs: 'visitor_id',
} as const;

export type ContainerName = keyof typeof PARTITION_KEYS;

/**
 * `kind` of the other items in a container: old versions of a session, and records of idempotency keys.
 * Documents have no `kind`. Lists leave these items out.
 */
export type ItemKind = 'version' | 'key';
