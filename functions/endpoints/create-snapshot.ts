import { AssetStore } from '../assets/asset-store.ts';
import { endpoint } from '../http/endpoint.ts';
import { refuseMissing } from '../http/errors.ts';
import { locationOf } from '../http/location.ts';
import { assetsUnavailable } from '../http/unavailable.ts';
import { SnapshotAccessLogStore } from '../store/access-log-store.ts';
import { SnapshotStore } from '../store/snapshot-store.ts';

export const createSnapshot = endpoint('create-snapshot', async (call) => {
  const { assets } = call.body;
  if (assets) refuseMissing(await new AssetStore(call).claim(assets).catch(assetsUnavailable));
  const { idempotencyKey } = call.conditions;
  const snapshot = await new SnapshotStore(call).create(call.body, idempotencyKey);
  await call.sideEffect('visit', new SnapshotAccessLogStore(call).logCreation(snapshot));
  return { body: snapshot.id, location: locationOf('get-snapshot', { snapshot_id: snapshot.id }) };
});
