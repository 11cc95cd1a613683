import { createHash } from 'node:crypto';
import { AssetStore } from '../assets/asset-store.ts';
import { endpoint } from '../http/endpoint.ts';
import { WrongHash } from '../http/errors.ts';
import { unavailable } from '../http/unavailable.ts';

export const putAsset = endpoint('put-asset', async (call) => {
  const { hash } = call.params;
  const found = createHash('sha256').update(call.body).digest('hex');
  if (found !== hash) {
    throw new WrongHash(`The bytes that arrived have the hash ${found}. Nothing was written.`);
  }
  const isNew = await new AssetStore(call).put(hash, call.body).catch(unavailable);
  return isNew ? {} : { status: 200 };
});
