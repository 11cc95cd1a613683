import { endpoint } from '../http/endpoint.ts';
import { NotFound } from '../store/errors.ts';
import { SnapshotStore } from '../store/snapshot-store.ts';
import { listVisits } from '../store/snapshot-visits.ts';

export const listSnapshotVisits = endpoint('list-snapshot-visits', async (call) => {
  const own = await new SnapshotStore(call).findOwn(call.params.snapshot_id, 'hide from others');
  if (own.isDeleted) throw new NotFound('Not found.');
  return { body: await listVisits(own.id, call.query, call) };
});
