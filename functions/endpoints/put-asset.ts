import { AssetStore } from '../assets/asset-store.ts';
import { hashOf } from '../assets/hash.ts';
import { endpoint } from '../http/endpoint.ts';
import { WrongHash } from '../http/errors.ts';
import { assetsUnavailable } from '../http/unavailable.ts';

export const putAsset = endpoint('put-asset', async (call) => {
  const { hash } = call.params;
  const found = hashOf(call.body);
  if (found !== hash) {
    throw new WrongHash(`The bytes that arrived have the hash ${found}. Nothing was written.`);
  }
  const isNew = await new AssetStore(call).put(hash, call.body).catch(assetsUnavailable);
  return isNew ? {} : { status: 200 };
});
