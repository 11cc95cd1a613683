import type { Database } from '@azure/cosmos';

export interface Owner {
  readonly ownerId: string;
  /** From the sign-in, when they last made a snapshot. */
  name: string | null;
  sessions: number;
  snapshots: number;
}

/** Everybody who owns a session or a snapshot. Scans both containers, so it is for operators only. */
export async function listOwners(database: Database): Promise<readonly Owner[]> {
  const owners = new Map<string, Owner>();
  const ownerOf = (ownerId: string): Owner => {
    const owner = owners.get(ownerId) ?? { ownerId, name: null, sessions: 0, snapshots: 0 };
    owners.set(ownerId, owner);
    return owner;
  };
  for (const { owner_id } of await heads(database, 'sessions')) ownerOf(owner_id).sessions += 1;
  for (const { owner_id, owner_name } of await heads(database, 'snapshots')) {
    const owner = ownerOf(owner_id);
    owner.snapshots += 1;
    owner.name = owner_name ?? owner.name;
  }
  return [...owners.values()];
}

async function heads(database: Database, container: 'sessions' | 'snapshots') {
  const { resources } = await database
    .container(container)
    .items.query<{ owner_id: string; owner_name?: string | null }>(
      'SELECT c.owner_id, c.owner_name FROM c WHERE NOT IS_DEFINED(c.kind)',
    )
    .fetchAll();
  return resources;
}
