import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK_VALUES } from '../../content/limits.ts';
import type { StoredNumbers } from '../../content/schema.ts';
import { createMemoryAssets, type MemoryAssets } from '../../testing/memory-assets.ts';
import { sha256 } from './assets.ts';
import { BundleWriter } from './bundle-writer.ts';
import { columnReader } from './read-columns.ts';

async function pack(
  assets: MemoryAssets,
  columns: readonly ArrayLike<number>[],
): Promise<StoredNumbers[]> {
  const writer = new BundleWriter(assets.put);
  const added = [];
  for (const column of columns) added.push(await writer.add(column));
  await writer.finish();
  return added.map((one) => one.stored());
}

function noise(length: number, seed: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => Math.sin((i + 1) * seed) * 1e6);
}

describe('columns in bundles', () => {
  it('are read bit for bit as they were, whatever the numbers', async () => {
    const special = fc.constantFrom(
      ...[Number.NaN, Infinity, -Infinity, 0, -0, 1e39, 5e-324, 2 ** 53, -(2 ** 53), 2 ** 53 - 1],
    );
    const decimal = fc
      .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(9))
      .map(([n, digits]) => n / 10 ** digits);
    const any = fc.oneof(special, fc.double(), fc.float(), fc.maxSafeInteger(), decimal);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(any), { maxLength: 5 }), async (columns) => {
        const assets = createMemoryAssets();
        const packed = await pack(assets, columns);
        const read = columnReader(assets);
        for (const [i, stored] of packed.entries()) {
          const back = await read(stored);
          expect(back.length).toBe(columns[i]?.length);
          // Object.is distinguishes minus zero, and all NaN are equal.
          for (const [at, value] of (columns[i] ?? []).entries())
            expect(Object.is(back[at], value)).toBe(true);
        }
      }),
    );
  });

  it('keep seeds that 32 bits cannot hold', async () => {
    const assets = createMemoryAssets();
    const seeds = [4228517850, 4228517851, 4228517853];
    const [stored] = await pack(assets, [seeds]);
    expect([...(await columnReader(assets)(stored as StoredNumbers))]).toEqual(seeds);
  });

  it('of any length are split into chunks, in bundles that are assets named by their hash', async () => {
    const assets = createMemoryAssets();
    const columns = [noise(CHUNK_VALUES * 2 + 5, 1.1), noise(10, 2.2), noise(CHUNK_VALUES, 3.3)];
    const packed = await pack(assets, columns);
    expect(packed.map(({ chunks }) => chunks.length)).toEqual([3, 1, 1]);
    expect(assets.kept.size).toBeGreaterThan(2);
    for (const [hash, bytes] of assets.kept) {
      expect(await sha256(bytes)).toBe(hash);
      expect(bytes.length).toBeLessThanOrEqual(4 * 1024 * 1024);
    }
    for (const [i, stored] of packed.entries())
      expect(await columnReader(assets)(stored)).toEqual(columns[i]);
  });

  it('that are small share pages, and a page is read once for all columns requested at once', async () => {
    const assets = createMemoryAssets();
    const packed = await pack(
      assets,
      Array.from({ length: 300 }, (_, i) => noise(100, i + 1)),
    );
    expect(assets.kept.size).toBe(1);
    const read = columnReader(assets);
    await read(packed[150] as StoredNumbers);
    expect(assets.parts.length).toBe(1);
    await Promise.all(packed.map((one) => read(one)));
    expect(assets.parts.length).toBeLessThan(10);
  });

  it('are refused when they are damaged, and wrong bytes are never used', async () => {
    const assets = createMemoryAssets();
    const [stored] = await pack(assets, [noise(1000, 1)]);
    const [hash] = assets.kept.keys();
    const bytes = assets.kept.get(hash ?? '');
    assets.kept.set(
      hash ?? '',
      Uint8Array.from(bytes ?? [], (byte, i) => (i === 9 ? ~byte : byte)),
    );
    await expect(columnReader(assets)(stored as StoredNumbers)).rejects.toThrow('something else');
  });

  it('fail if a bundle cannot be stored', async () => {
    const writer = new BundleWriter(async () => {
      throw new Error('no room');
    });
    const packing = async () => {
      for (let i = 0; i < 20; i++) await writer.add(noise(100_000, i + 1));
      await writer.finish();
    };
    await expect(packing()).rejects.toThrow('no room');
  });
});
