import { endpoint } from '../http/endpoint.ts';
import { SnapshotStore } from '../store/snapshot-store.ts';

export const listDeletedSnapshots = endpoint('list-deleted-snapshots', async (call) => ({
  body: await new SnapshotStore(call).listDeleted(call.query),
}));
