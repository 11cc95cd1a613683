import { ASSET_MAX_BYTES } from '../../contract/limits.ts';
import { AssetStore } from '../assets/asset-store.ts';
import { endpoint } from '../http/endpoint.ts';
import { DamagedAsset, RangeNotSatisfiable } from '../http/errors.ts';
import { assetsUnavailable } from '../http/unavailable.ts';
import { NotFound } from '../store/errors.ts';

export const getAsset = endpoint('get-asset', async (call) => {
  const { range } = call.conditions;
  await call.reserve(ASSET_MAX_BYTES);
  const asset = await new AssetStore(call).get(call.params.hash, range).catch(assetsUnavailable);
  if (asset === 'absent') throw new NotFound();
  if (asset === 'beyond') throw new RangeNotSatisfiable();
  if (asset === 'damaged') throw new DamagedAsset();
  return { bytes: { ...asset, isPart: range !== undefined }, etag: `"${call.params.hash}"` };
});
