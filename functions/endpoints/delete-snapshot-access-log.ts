import { endpoint } from '../http/endpoint.ts';
import { SnapshotAccessLogStore } from '../store/access-log-store.ts';

export const deleteSnapshotAccessLog = endpoint('delete-snapshot-access-log', async (call) => {
  await new SnapshotAccessLogStore(call).delete(call.params.snapshot_id);
  return {};
});
