import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ITEM_MAX_BYTES } from '../../../contract/limits.ts';
import type { Ensemble } from '../content/schema.ts';
import { contentFrom } from '../testing/contents.ts';
import { sizeWith, storedSize } from './stored-size.ts';

const content = contentFrom('empty');

/** An ensemble with this many bytes that no compression makes smaller. */
function noise(bytes: number): Omit<Ensemble, 'id'> {
  const column = { encoding: 'float32', digits: 0, length: bytes / 4 } as const;
  const values = { ...column, data: randomBytes(bytes).toString('base64') };
  const one = { ...column, length: 1, data: '' };
  return {
    name: 'Noise',
    source: {
      kind: 'imported',
      fileNames: ['noise.csv'],
      importedAt: '2026-01-01T00:00:00.000Z',
      realizationCount: 1,
      timeCount: bytes / 4,
      realizations: one,
      times: one,
      vectors: [{ name: 'V', unit: '', values }],
      parameters: [],
    },
  };
}

describe('the size a session takes in the cloud', () => {
  it('is that of its gzip in base64, with room for what stands around it', async () => {
    const { bytes } = await storedSize(content);
    const gzipped = gzipSync(JSON.stringify(content)).toString('base64').length;
    expect(bytes).toBeGreaterThan(gzipped);
    expect(bytes).toBeLessThan(gzipped + 10_000);
  });

  it('tells before an ensemble is added whether it fits', async () => {
    expect(await sizeWith(content, noise(400_000))).toMatchObject({ fits: true });
    const much = await sizeWith(content, noise(1_600_000));
    expect(much).toMatchObject({ fits: false, maxBytes: ITEM_MAX_BYTES });
    expect(much.bytes).toBeGreaterThan(ITEM_MAX_BYTES);
  });
});
