import type { DeviceAssets } from '../../kernel/index.ts';
import type { Assets } from '../ensembles/columns/assets.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface MemoryAssets extends Assets, DeviceAssets {
  readonly kept: Map<string, Bytes>;
  /** Parts that were read, as `hash:offset`. */
  readonly parts: string[];
}

/** In-memory assets of a device without a cloud. */
export function createMemoryAssets(): MemoryAssets {
  const kept = new Map<string, Bytes>();
  const parts: string[] = [];
  return {
    kept,
    parts,
    async put(hash, bytes) {
      kept.set(hash, bytes);
    },
    async readPart({ hash, offset, bytes }, isRight) {
      parts.push(`${hash}:${offset}`);
      const found = kept.get(hash)?.slice(offset, offset + bytes);
      if (!found) throw new Error('it is not on this device');
      if (!(await isRight(found))) throw new Error('it is something else');
      return found;
    },
    async readWhole(hash) {
      const found = kept.get(hash);
      if (!found) throw new Error('it is not on this device');
      return found;
    },
    read: async (hash) => kept.get(hash) ?? null,
    async sizes(hashes) {
      return new Map(
        hashes.flatMap((hash) => {
          const bytes = kept.get(hash);
          return bytes ? [[hash, bytes.length] as const] : [];
        }),
      );
    },
  };
}
