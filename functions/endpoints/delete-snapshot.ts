import { currentOf } from '../http/conditions.ts';
import { endpoint } from '../http/endpoint.ts';
import { queueUnavailable } from '../http/unavailable.ts';
import { announceChange } from '../queue/sender.ts';
import { SnapshotAccessLogStore } from '../store/access-log-store.ts';
import { NotFound, PreconditionFailed } from '../store/errors.ts';
import { SnapshotStore } from '../store/snapshot-store.ts';
import { etagOf } from '../store/trash.ts';

/**
 * The queue message is sent before the deletion and stays invisible for a minute, so that visitors' logs
 * are marked even after a crash in between. Its consumer checks whether the snapshot still exists.
 */
export const deleteSnapshot = endpoint('delete-snapshot', async (call) => {
  const id = call.params.snapshot_id;
  const snapshots = new SnapshotStore(call);
  const own = await snapshots.findOwn(id);
  const etag = etagOf(own.row);
  const ifMatch = await currentOf(call.conditions.ifMatch, async () => etag);
  if (ifMatch !== undefined && ifMatch !== etag) throw new PreconditionFailed();
  if (own.isDeleted && !call.query.permanently) throw new NotFound('Not found.');
  const announced = announceChange(id, call.user.id, call.settings);
  const makeVisible = await announced.catch(queueUnavailable);
  await (call.query.permanently
    ? snapshots.deleteForGood(own, ifMatch)
    : snapshots.delete(own, ifMatch));
  await call.sideEffect('own access log', new SnapshotAccessLogStore(call).delete(id));
  await call.sideEffect('message', makeVisible());
  return {};
});
