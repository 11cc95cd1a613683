import { describe, expect, it } from 'vitest';
import { CONTENT_MAX_BYTES, DELTA_INSTRUCTIONS_MAX } from '../../contract/limits.ts';
import { ContentDelta, SessionUpdate } from '../../contract/sessions.ts';
import { decodeContent, encodeContent } from './content.ts';
import { applyDelta, isBaseOf, resultBytes } from './content-delta.ts';
import { Corrupt, DeltaNotApplicable, TooLarge } from './errors.ts';
import { sha256 } from './ids.ts';
import type { SessionDocument } from './session-document.ts';

/** `[start, length]` copies, a string adds text. */
type Short = readonly (string | readonly [number, number])[];

const HASH = 'a'.repeat(64);

async function documentOf(content: string, asset_hashes?: string[]): Promise<SessionDocument> {
  const { stored, hash, bytes } = await encodeContent(content);
  const metadata = { content_hash: hash, content_bytes: bytes };
  return { ...stored, metadata, ...(asset_hashes && { asset_hashes }) } as SessionDocument;
}

function deltaTo(content: string, short: Short): ContentDelta {
  const instructions = short.map((one) =>
    typeof one === 'string'
      ? { start: 0, length: 0, text: one }
      : { start: one[0], length: one[1] },
  );
  return { baseHash: HASH, contentHash: sha256(content), instructions };
}

const applied = async (base: string, content: string, instructions: Short) =>
  decodeContent((await applyDelta(deltaTo(content, instructions), await documentOf(base))).stored);

describe('A content delta', () => {
  it.each<[string, string, string, Short]>([
    ['copies and adds', 'one two', 'one 2 two', [[0, 4], '2 ', [4, 3]]],
    [
      'copies in any order, also more than once',
      'ab',
      'bbab',
      [
        [1, 1],
        [1, 1],
        [0, 2],
      ],
    ],
    [
      'counts in bytes of UTF-8',
      'é€😀x',
      '😀é',
      [
        [5, 4],
        [0, 2],
      ],
    ],
    ['can copy nothing', 'ab', '', [[2, 0]]],
    ['can be empty', 'ab', '', []],
    [
      'replaces lone surrogates, as content does',
      'a',
      'a\ufffd\ufffd',
      [[0, 1], '\ud83d', '\ude00'],
    ],
    ['applies to a base that is stored compressed', 'xy'.repeat(500), 'yx!', [[1, 2], '!']],
  ])('%s', async (_, base, content, instructions) => {
    expect(await applied(base, content, instructions)).toBe(content);
  });

  it.each<[string, Short, string]>([
    ['copies more than there is', [[3, 3]], 'copies more'],
    ['copies from beyond the end', [[6, 0]], 'copies more'],
    ['begins inside a character', [[1, 1]], 'part of a character'],
    ['ends inside a character', [[0, 1]], 'part of a character'],
    ['has another result than it says', [[0, 2]], 'another hash'],
  ])('that %s is refused', async (_, instructions, words) => {
    const refusal = await applied('éabc', 'x', instructions).catch((error) => error);
    expect(refusal).toBeInstanceOf(DeltaNotApplicable);
    expect(refusal.message).toContain(words);
  });

  it('to a content that cannot be read is refused', async () => {
    const document = await documentOf('x'.repeat(1_000));
    const broken = { ...document, content: 'no gzip' };
    await expect(applyDelta(deltaTo('x', [[0, 1]]), broken)).rejects.toThrow(Corrupt);
  });

  it('has at most 8 MiB as its result, which its instructions tell before anything is copied', () => {
    const half = CONTENT_MAX_BYTES / 2;
    const delta = (...instructions: Short) => deltaTo('', instructions);
    expect(resultBytes(delta([0, half], [0, half]))).toBe(CONTENT_MAX_BYTES);
    expect(() => resultBytes(delta([0, half], [0, half], 'x'))).toThrow(TooLarge);
    expect(() => resultBytes(delta([0, half], 'é'.repeat(half / 2), 'x'))).toThrow(TooLarge);
    expect(() => resultBytes(delta(...Array(1_000).fill([0, CONTENT_MAX_BYTES])))).toThrow(
      TooLarge,
    );
  });

  it('reserves the memory of base and result before it decompresses the base', async () => {
    const document = await documentOf('x'.repeat(1_000));
    const broken = { ...document, content: 'no gzip' };
    const full = async (bytes: number) => {
      throw new Error(`no room for ${bytes}`);
    };
    const applying = applyDelta(deltaTo('xy', [[0, 1], 'y']), broken, full);
    await expect(applying).rejects.toThrow('no room for 1002');
  });

  it('belongs to a session that has its base or its result, and its assets', async () => {
    const [one, two] = ['1'.repeat(64), '2'.repeat(64)];
    const delta = { ...deltaTo('new', []), baseHash: sha256('old') };
    expect(isBaseOf(delta, await documentOf('old'))).toBe(true);
    expect(isBaseOf(delta, await documentOf('new'))).toBe(true);
    expect(isBaseOf(delta, await documentOf('other'))).toBe(false);
    const withAssets = { ...delta, assetsHash: sha256(`${one}\n${two}`) };
    expect(isBaseOf(withAssets, await documentOf('old', [two, one]))).toBe(true);
    expect(isBaseOf(withAssets, await documentOf('old', [two]))).toBe(false);
    expect(isBaseOf(withAssets, await documentOf('old'))).toBe(false);
    expect(isBaseOf({ ...delta, assetsHash: sha256('') }, await documentOf('old'))).toBe(true);
    expect(isBaseOf({ ...delta, assetsHash: sha256('') }, await documentOf('old', [one]))).toBe(
      false,
    );
  });
});

describe('The contract', () => {
  const delta = {
    baseHash: HASH,
    contentHash: HASH,
    instructions: [{ start: 0, length: 1, text: 'x' }],
  };

  it.each<[string, object]>([
    ['a negative position', { instructions: [{ start: -1, length: 1 }] }],
    ['a negative length', { instructions: [{ start: 0, length: -1 }] }],
    ['a fraction', { instructions: [{ start: 0, length: 0.5 }] }],
    ['a number beyond 2^53', { instructions: [{ start: 0, length: 2 ** 53 }] }],
    ['an unknown field in an instruction', { instructions: [{ start: 0, length: 1, end: 1 }] }],
    ['an instruction without a length', { instructions: [{ start: 0 }] }],
    [
      'too many instructions',
      { instructions: Array(DELTA_INSTRUCTIONS_MAX + 1).fill({ start: 0, length: 0 }) },
    ],
    ['a hash in upper case', { baseHash: 'A'.repeat(64) }],
    ['no base', { baseHash: undefined }],
    ['another field', { more: 1 }],
  ])('refuses a delta with %s', (_, wrong) => {
    expect(ContentDelta.safeParse(delta).success).toBe(true);
    expect(ContentDelta.safeParse({ ...delta, ...wrong }).success).toBe(false);
  });

  it('refuses content and a delta together', () => {
    expect(SessionUpdate.safeParse({ content: null, contentDelta: delta }).success).toBe(true);
    expect(SessionUpdate.safeParse({ content: 'x', contentDelta: null }).success).toBe(true);
    expect(SessionUpdate.safeParse({ content: '', contentDelta: delta }).success).toBe(false);
  });
});
