import * as z from 'zod/mini';
import * as field from './fields.ts';
import { ASSET_HASHES_MAX } from './limits.ts';

/** The assets that a client is going to reference in content. */
export const AssetHashes = z.strictObject({
  hashes: z
    .array(field.sha256)
    .check(z.maxLength(ASSET_HASHES_MAX, `At most ${ASSET_HASHES_MAX} hashes at once.`)),
});
export type AssetHashes = z.infer<typeof AssetHashes>;

/** The hashes without an asset, which must be uploaded first; without duplicates. */
export const MissingAssets = z.object({ missing: z.array(field.sha256) });
export type MissingAssets = z.infer<typeof MissingAssets>;

/** Bytes from `first` to `last`, inclusive and counted from 0, or the last `suffix` bytes. */
export type ByteRange =
  | { readonly first: number; readonly last?: number }
  | { readonly suffix: number };
