import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CONTENT_MAX_BYTES, ITEM_MAX_BYTES } from '../../contract/limits.ts';
import { assertFits, decodeContent, encodeContent } from './content.ts';
import { Corrupt, TooLarge } from './errors.ts';

describe('Content', () => {
  it.each([
    ['', 'identity'],
    ['{"a":"é😀"}', 'identity'],
    ['x'.repeat(10_000), 'gzip'],
  ])('is returned exactly as it was stored (%#)', async (content, encoding) => {
    const { stored, bytes } = await encodeContent(content);
    expect(stored.content_encoding).toBe(encoding);
    expect(bytes).toBe(Buffer.byteLength(content));
    expect(await decodeContent(stored)).toBe(content);
  });

  it('is accepted as a string or as UTF-8', async () => {
    const text = '{"a":"é😀"}'.repeat(100);
    expect(await encodeContent(Buffer.from(text))).toEqual(await encodeContent(text));
    const part = Buffer.from(`xx${text}xx`).subarray(2, -2);
    expect(await encodeContent(part)).toEqual(await encodeContent(text));
  });

  it('that does not fit into an item is too large, and the error has the size the item would have', async () => {
    const random = randomBytes(ITEM_MAX_BYTES).toString('base64');
    const refusal = await encodeContent(random).catch((error) => error);
    expect(refusal).toBeInstanceOf(TooLarge);
    expect(refusal.maxBytes).toBe(ITEM_MAX_BYTES);
    expect(refusal.bytes / random.length).toBeCloseTo(1, 1);
  });

  it('that gzip does not make smaller may be stored uncompressed', async () => {
    const random = randomBytes(ITEM_MAX_BYTES / 2).toString('base64');
    const { stored } = await encodeContent(random);
    expect(await decodeContent(stored)).toBe(random);
  });

  it('is stored compressed only if that is smaller', async () => {
    const { stored, bytes } = await encodeContent('ab'.repeat(30));
    expect(stored.content_encoding).toBe('gzip');
    expect(stored.content.length).toBeLessThan(bytes);
  });

  it('is hashed as UTF-8, with lone surrogates as U+FFFD', async () => {
    const empty = await encodeContent('{}');
    expect(empty.hash).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
    const [lone, replaced] = [await encodeContent('\ud800'), await encodeContent('\ufffd')];
    expect(lone.hash).toBe(replaced.hash);
    expect(lone.stored.content).toBe('\ufffd');
  });

  it('of exactly 8 MiB is accepted; one byte more is too large, with both sizes in the error', async () => {
    const most = 'x'.repeat(CONTENT_MAX_BYTES);
    expect(await decodeContent((await encodeContent(most)).stored)).toBe(most);
    const more = await encodeContent(`${most}x`).catch((error) => error);
    expect(more).toBeInstanceOf(TooLarge);
    expect(more).toMatchObject({ bytes: CONTENT_MAX_BYTES + 1, maxBytes: CONTENT_MAX_BYTES });
  });

  it.each([
    ['is not gzip', Buffer.from('no gzip').toString('base64')],
    [
      'decompresses to more than 8 MiB',
      gzipSync('x'.repeat(CONTENT_MAX_BYTES + 1)).toString('base64'),
    ],
  ])('that %s is corrupt', async (_, content) => {
    await expect(decodeContent({ content, content_encoding: 'gzip' })).rejects.toThrow(Corrupt);
  });
});

describe('An item', () => {
  const overhead = JSON.stringify({ content: '' }).length + 2_000;

  it('fits up to the limit, including the fields besides its content', () => {
    expect(() => assertFits({ content: 'x'.repeat(ITEM_MAX_BYTES - overhead) })).not.toThrow();
  });

  it('that is one byte larger, counted in UTF-8, does not fit', () => {
    const content = 'x'.repeat(ITEM_MAX_BYTES - overhead + 1);
    expect(() => assertFits({ content })).toThrow(TooLarge);
    expect(() => assertFits({ content: 'é'.repeat(ITEM_MAX_BYTES / 2) })).toThrow(TooLarge);
  });
});
