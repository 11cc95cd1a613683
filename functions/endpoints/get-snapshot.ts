import { endpoint } from '../http/endpoint.ts';
import { withNameToShow } from '../http/names.ts';
import { SnapshotAccessLogStore } from '../store/access-log-store.ts';
import { SnapshotStore, toSnapshot } from '../store/snapshot-store.ts';

export const getSnapshot = endpoint('get-snapshot', async (call) => {
  const id = call.params.snapshot_id;
  const reading = new SnapshotStore(call).read(id);
  const visit = new SnapshotAccessLogStore(call).logVisit(id, reading);
  await call.sideEffect('visit', visit, reading);
  const snapshot = await reading;
  const { metadata, content } = await toSnapshot(snapshot, call.reserve);
  const body = { metadata: withNameToShow(metadata, call.settings), content };
  return { body, etag: snapshot.etag };
});
