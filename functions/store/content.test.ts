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
  ])('comes back exactly as it was (%#)', async (content, encoding) => {
    const { stored, bytes } = await encodeContent(content);
    expect(stored.content_encoding).toBe(encoding);
    expect(bytes).toBe(Buffer.byteLength(content));
    expect(await decodeContent(stored)).toBe(content);
  });

  it('is taken as text or as UTF-8', async () => {
    const text = '{"a":"é😀"}'.repeat(100);
    expect(await encodeContent(Buffer.from(text))).toEqual(await encodeContent(text));
    const part = Buffer.from(`xx${text}xx`).subarray(2, -2);
    expect(await encodeContent(part)).toEqual(await encodeContent(text));
  });

  it('that fits into no item is too large, with the size it would have there', async () => {
    const random = randomBytes(ITEM_MAX_BYTES).toString('base64');
    const refusal = await encodeContent(random).catch((error) => error);
    expect(refusal).toBeInstanceOf(TooLarge);
    expect(refusal.maxBytes).toBe(ITEM_MAX_BYTES);
    expect(refusal.bytes / random.length).toBeCloseTo(1, 1);
  });

  it('that gzip makes no smaller fits as it is', async () => {
    const random = randomBytes(ITEM_MAX_BYTES / 2).toString('base64');
    const { stored } = await encodeContent(random);
    expect(await decodeContent(stored)).toBe(random);
  });

  it('is stored compressed only where that is smaller', async () => {
    const { stored, bytes } = await encodeContent('ab'.repeat(30));
    expect(stored.content_encoding).toBe('gzip');
    expect(stored.content.length).toBeLessThan(bytes);
  });

  it('has the SHA-256 of its UTF-8 bytes, lone surrogates as U+FFFD', async () => {
    const empty = await encodeContent('{}');
    expect(empty.hash).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
    const [lone, replaced] = [await encodeContent('\ud800'), await encodeContent('\ufffd')];
    expect(lone.hash).toBe(replaced.hash);
    expect(lone.stored.content).toBe('\ufffd');
  });

  it('of exactly 8 MiB is taken, one byte more is too large and says both sizes', async () => {
    const most = 'x'.repeat(CONTENT_MAX_BYTES);
    expect(await decodeContent((await encodeContent(most)).stored)).toBe(most);
    const more = await encodeContent(`${most}x`).catch((error) => error);
    expect(more).toBeInstanceOf(TooLarge);
    expect(more).toMatchObject({ bytes: CONTENT_MAX_BYTES + 1, maxBytes: CONTENT_MAX_BYTES });
  });

  it.each([
    ['is not gzip', Buffer.from('no gzip').toString('base64')],
    ['unpacks to more than 8 MiB', gzipSync('x'.repeat(CONTENT_MAX_BYTES + 1)).toString('base64')],
  ])('that %s is damaged', async (_, content) => {
    await expect(decodeContent({ content, content_encoding: 'gzip' })).rejects.toThrow(Corrupt);
  });
});

describe('An item', () => {
  const overhead = JSON.stringify({ content: '' }).length + 2_000;

  it('fits up to the largest, with room for all that is beside its content', () => {
    expect(() => assertFits({ content: 'x'.repeat(ITEM_MAX_BYTES - overhead) })).not.toThrow();
  });

  it('one byte larger does not, counted in bytes of UTF-8', () => {
    const content = 'x'.repeat(ITEM_MAX_BYTES - overhead + 1);
    expect(() => assertFits({ content })).toThrow(TooLarge);
    expect(() => assertFits({ content: 'é'.repeat(ITEM_MAX_BYTES / 2) })).toThrow(TooLarge);
  });
});
