import { endpoint } from '../http/endpoint.ts';
import { queueUnavailable } from '../http/unavailable.ts';
import { announceChange } from '../queue/sender.ts';
import { SnapshotAccessLogStore } from '../store/access-log-store.ts';
import { toSnapshotMetadata } from '../store/snapshot-document.ts';
import { SnapshotStore } from '../store/snapshot-store.ts';

/** The message is sent first, as for a deletion: its consumer finds the snapshot restored and unmarks the logs. */
export const restoreSnapshot = endpoint('restore-snapshot', async (call) => {
  const id = call.params.snapshot_id;
  const snapshots = new SnapshotStore(call);
  const own = await snapshots.findOwn(id, 'hide from others');
  const announced = announceChange(id, call.user.id, call.settings);
  const makeVisible = await announced.catch(queueUnavailable);
  const snapshot = await snapshots.restore(own);
  await call.sideEffect('own access log', new SnapshotAccessLogStore(call).logCreation(snapshot));
  await call.sideEffect('message', makeVisible());
  return { body: toSnapshotMetadata(snapshot, snapshot.etag), etag: snapshot.etag };
});
