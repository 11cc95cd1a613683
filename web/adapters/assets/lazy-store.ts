import type { Call } from '../api/client.ts';
import type { AssetStore } from './asset-store.ts';

/** The asset store. Its code is loaded on demand, since most sessions have no assets. */
export function createAssetStore(call: Call): AssetStore {
  let loading: Promise<AssetStore> | null = null;

  function store(): Promise<AssetStore> {
    loading ??= load(call).catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  }

  return {
    put: async (hash, bytes) => (await store()).put(hash, bytes),
    readPart: async (part, isRight) => (await store()).readPart(part, isRight),
    readWhole: async (hash) => (await store()).readWhole(hash),
    // If the code was never loaded, nothing is in memory.
    unstored: async (hashes) =>
      loading?.then(
        ({ unstored }) => unstored?.(hashes) ?? null,
        () => null,
      ) ?? null,
    // If the code cannot be loaded, the assets count as missing.
    read: (hash) =>
      store().then(
        ({ read }) => read(hash),
        () => null,
      ),
    sizes: (hashes) =>
      store().then(
        ({ sizes }) => sizes(hashes),
        () => new Map(),
      ),
  };
}

async function load(call: Call): Promise<AssetStore> {
  const [{ openAssetStore }, { createAssetDatabase }] = await Promise.all([
    import('./asset-store.ts'),
    import('./database.ts'),
  ]);
  return openAssetStore(createAssetDatabase(), call);
}
