import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ITEM_MAX_BYTES } from '../../../contract/limits.ts';
import type { Ensemble } from '../content/schema.ts';
import { contentFrom } from '../testing/contents.ts';
import { importFiles } from './import/import-files.ts';
import { sizeWith, storedSize } from './stored-size.ts';

const content = contentFrom('empty');

async function noise(vectors: number): Promise<Omit<Ensemble, 'id'>> {
  const names = Array.from({ length: vectors }, (_, i) => `V${i}`);
  const rows = Array.from({ length: 4000 }, (_, realization) => {
    const values = new Uint32Array(randomBytes(vectors * 4).buffer.slice(0, vectors * 4));
    return `${realization},2025-01-01,${values.join()}`;
  });
  const text = `real,date,${names.join()}\n${rows.join('\n')}`;
  const outcome = await importFiles([new File([text], 'noise.csv')], () => {});
  if (outcome.kind !== 'imported') throw new Error('The noise was refused.');
  return { name: 'Noise', source: outcome.source };
}

describe('the size a session takes in the cloud', () => {
  it('is that of its gzip in base64, with room for what stands around it', async () => {
    const { bytes } = await storedSize(content);
    const gzipped = gzipSync(JSON.stringify(content)).toString('base64').length;
    expect(bytes).toBeGreaterThan(gzipped);
    expect(bytes).toBeLessThan(gzipped + 10_000);
  });

  it('tells before an ensemble is added whether it fits', async () => {
    expect(await sizeWith(content, await noise(5))).toMatchObject({ fits: true });
    const much = await sizeWith(content, await noise(150));
    expect(much).toMatchObject({ fits: false, maxBytes: ITEM_MAX_BYTES });
    expect(much.bytes).toBeGreaterThan(ITEM_MAX_BYTES);
  });
});
