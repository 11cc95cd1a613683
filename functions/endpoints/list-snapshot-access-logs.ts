import { endpoint } from '../http/endpoint.ts';
import { SnapshotAccessLogStore } from '../store/access-log-store.ts';

export const listSnapshotAccessLogs = endpoint('list-snapshot-access-logs', async (call) => ({
  body: await new SnapshotAccessLogStore(call).list(call.query),
}));
