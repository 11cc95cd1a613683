import * as z from 'zod/mini';
import * as field from './fields.ts';
import { ASSET_HASHES_MAX } from './limits.ts';

/** Which assets a client means to name in a content. */
export const AssetHashes = z.strictObject({
  hashes: z
    .array(field.sha256)
    .check(z.maxLength(ASSET_HASHES_MAX, `At most ${ASSET_HASHES_MAX} hashes at once.`)),
});
export type AssetHashes = z.infer<typeof AssetHashes>;

/** Those of them that are not there and have to be put first, each once. */
export const MissingAssets = z.object({ missing: z.array(field.sha256) });
export type MissingAssets = z.infer<typeof MissingAssets>;

/** Which bytes: from `first` to `last`, both included and counted from 0, or the last `suffix` ones. */
export type ByteRange =
  | { readonly first: number; readonly last?: number }
  | { readonly suffix: number };
