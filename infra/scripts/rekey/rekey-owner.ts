import type { Database } from '@azure/cosmos';
import { find, setField } from './items.ts';
import { moveSession } from './move-session.ts';
import { moveVisit } from './move-visit.ts';

export interface RekeyReport {
  /** Sessions, snapshots and visits of this user that were moved. */
  sessions: number;
  snapshots: number;
  visits: number;
  /** Access logs of any visitor that have this user as the snapshot's owner. */
  mentions: number;
  /** Ids of sessions that were not moved. */
  readonly skipped: string[];
}

/**
 * Transfers everything of one user id to another. With `apply` false it only counts. Running it again after
 * an interruption completes the work; nothing is deleted before its copy exists.
 */
export async function rekeyOwner(
  database: Database,
  from: string,
  to: string,
  apply: boolean,
): Promise<RekeyReport> {
  const report: RekeyReport = { sessions: 0, snapshots: 0, visits: 0, mentions: 0, skipped: [] };
  const sessions = database.container('sessions');
  const snapshots = database.container('snapshots');
  const logs = database.container('snapshot_access_logs');

  for (const { id, kind } of await find(sessions, byOwner(from, 'owner_id'))) {
    const moved = !apply || (await moveSession(sessions, id, from, to));
    if (!moved) report.skipped.push(id);
    // Old versions and the records of idempotency keys move along, but are not counted.
    else if (kind === undefined) report.sessions += 1;
  }
  for (const snapshot of await find(snapshots, byOwner(from, 'id'))) {
    if (apply) await setField(snapshots, snapshot, 'owner_id', to);
    report.snapshots += 1;
  }
  const own = { field: 'visitor_id', value: from, partitionKey: 'visitor_id' };
  for (const { id, kind } of await find(logs, own)) {
    // A key record is useless for another user, because the key's hash includes the user id.
    if (kind !== undefined) continue;
    if (apply) await moveVisit(logs, id, from, to);
    report.visits += 1;
  }
  const mentions = { field: 'snapshot_owner_id', value: from, partitionKey: 'visitor_id' };
  for (const log of await find(logs, mentions)) {
    if (apply) await setField(logs, log, 'snapshot_owner_id', to);
    report.mentions += 1;
  }
  return report;
}

function byOwner(value: string, partitionKey: string) {
  return { field: 'owner_id', value, partitionKey };
}
