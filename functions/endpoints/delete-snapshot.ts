import { endpoint } from '../http/endpoint.ts';
import { announce } from '../queue/sender.ts';
import { SnapshotAccessLogStore } from '../store/access-log-store.ts';
import { Unavailable } from '../store/errors.ts';
import { SnapshotStore } from '../store/snapshot-store.ts';

/**
 * The message goes out first, unseen for a minute, so that no crash between here and there leaves a
 * snapshot gone whose visitors nobody tells. Who reads it looks whether the snapshot still lives.
 */
export const deleteSnapshot = endpoint('delete-snapshot', async (call) => {
  const id = call.params.snapshot_id;
  const snapshots = new SnapshotStore(call);
  await snapshots.assertOwn(id);
  const message = {
    snapshotId: id,
    ownerId: call.user.id,
    deletedAt: new Date().toISOString(),
    last: false,
  };
  const show = await announce(message, call.settings).catch((error: unknown) => {
    throw new Unavailable(error);
  });
  await snapshots.delete(id);
  await call.sideEffect('own access log', new SnapshotAccessLogStore(call).delete(id));
  await call.sideEffect('message', show());
  return {};
});
