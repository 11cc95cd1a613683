import { endpoint } from '../http/endpoint.ts';
import { SnapshotStore } from '../store/snapshot-store.ts';

export const listSnapshots = endpoint('list-snapshots', async (call) => ({
  body: await new SnapshotStore(call).list(call.query),
}));
