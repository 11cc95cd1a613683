import { createHash, randomBytes } from 'node:crypto';
import type { Api } from '../api/api-client.ts';

export interface TestAsset {
  readonly hash: string;
  readonly bytes: Buffer;
}

/** New random bytes with their hash. */
export function newAsset(size = 1_000): TestAsset {
  const bytes = randomBytes(size);
  return { hash: createHash('sha256').update(bytes).digest('hex'), bytes };
}

export function putAsset(api: Api, { hash, bytes }: TestAsset, headers = {}) {
  const type = { 'content-type': 'application/octet-stream' };
  return api('put-asset', { params: { hash }, body: bytes, headers: { ...type, ...headers } });
}
