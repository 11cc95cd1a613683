import { AssetStore } from '../assets/asset-store.ts';
import { endpoint } from '../http/endpoint.ts';
import { assetsUnavailable } from '../http/unavailable.ts';

export const findMissingAssets = endpoint('find-missing-assets', async (call) => ({
  body: { missing: await new AssetStore(call).missing(call.body.hashes).catch(assetsUnavailable) },
}));
