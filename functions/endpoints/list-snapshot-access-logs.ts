import { endpoint } from '../http/endpoint.ts';
import { withNameToShow } from '../http/names.ts';
import { SnapshotAccessLogStore } from '../store/access-log-store.ts';

export const listSnapshotAccessLogs = endpoint('list-snapshot-access-logs', async (call) => {
  const page = await new SnapshotAccessLogStore(call).list(call.query);
  const items = page.items.map((log) => ({
    ...log,
    snapshotMetadata: withNameToShow(log.snapshotMetadata, call.settings),
  }));
  return { body: { ...page, items } };
});
