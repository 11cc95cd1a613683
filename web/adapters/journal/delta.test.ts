import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContentDelta } from '../../../contract/sessions.ts';
import { decodeContent, encodeContent } from '../../../functions/store/content.ts';
import { applyDelta } from '../../../functions/store/content-delta.ts';
import type { SessionDocument } from '../../../functions/store/session-document.ts';
import { instructionsFor } from './delta.ts';
import { sha256 } from './hash.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const deltaOf = (base: string, next: string) => instructionsFor(utf8(base), utf8(next));

/** What the server makes of `base` by the delta that the browser makes. */
async function roundTrip(base: string, next: string): Promise<string> {
  const { stored, hash, bytes } = await encodeContent(base);
  const metadata = { content_hash: hash, content_bytes: bytes };
  const wire = {
    baseHash: hash,
    contentHash: await sha256(next),
    instructions: deltaOf(base, next),
  };
  const delta = ContentDelta.parse(JSON.parse(JSON.stringify(wire)));
  const document = { ...stored, metadata } as SessionDocument;
  return decodeContent((await applyDelta(delta, document)).stored);
}

/** Any UTF-16, with lone surrogates and byte order marks, which UTF-8 encoders replace or decoders drop. */
const anyText = fc
  .array(
    fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0xfeff, 0xd83d, 0xde00, 0x7b)),
  )
  .map((units) => String.fromCharCode(...units));

/** Two texts that share pieces, some of them several times. */
const related = fc
  .array(
    fc.oneof(
      anyText,
      fc.string({ minLength: 30, maxLength: 90, unit: 'binary' }).map((text) => `{${text}`),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .chain((pieces) => {
    const some = fc.array(fc.constantFrom(...pieces)).map((chosen) => chosen.join(''));
    return fc.tuple(some, some);
  });

/** The content of a large session: JSON of many parts that differ in their ids. */
function sessionText(modules: number): string[] {
  return Array.from(
    { length: modules },
    (_, at) =>
      `{"id":"module-${at * 7919}","type":"note","settings":{"text":"The same words"},"w":6}`,
  );
}

describe('A delta, applied by the server to its base,', () => {
  it('is the new content, for any two texts', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (base, next) => {
        expect(await roundTrip(base, next)).toBe(next.toWellFormed());
      }),
    );
  });

  it('is the new content, for texts that share pieces', async () => {
    await fc.assert(
      fc.asyncProperty(related, async ([base, next]) => {
        expect(await roundTrip(base, next)).toBe(next.toWellFormed());
      }),
    );
  });

  it.each([
    ['nothing', '', ''],
    ['all', 'x'.repeat(100), ''],
    [
      'a character that shares its first bytes',
      `{${'a'.repeat(40)}é${'b'.repeat(40)}{`,
      `{${'a'.repeat(40)}è${'b'.repeat(40)}{`,
    ],
    ['an emoji that shares its first bytes', `${'a'.repeat(40)}😀`, `${'a'.repeat(40)}😁`],
    ['a byte order mark', 'a'.repeat(40), `\ufeff${'a'.repeat(40)}`],
    ['repetitions', 'ab'.repeat(500), `${'ab'.repeat(300)}c${'ab'.repeat(300)}`],
  ])('is right where %s changes', async (_, base, next) => {
    expect(await roundTrip(base, next)).toBe(next);
  });
});

describe('The size of a delta', () => {
  const modules = sessionText(5_000);
  const base = modules.join();

  it('of one changed word does not depend on the length of the content', () => {
    for (const at of [0, 2_500, 4_999]) {
      const next = modules.with(at, modules[at]?.replace('words', 'text') ?? '').join();
      expect(deltaOf(base, next).length).toBeLessThanOrEqual(3);
      expect(JSON.stringify(deltaOf(base, next)).length).toBeLessThan(200);
    }
  });

  it('of changes far apart is that of the changes', () => {
    const changed = modules.map((module, at) => (at % 1_000 ? module : module.replace('6', '12')));
    expect(JSON.stringify(deltaOf(base, changed.join())).length).toBeLessThan(1_000);
  });

  it('of parts that were moved, removed and added is that of what is new', () => {
    const moved = [...modules.slice(3_000), '{"new":1}', ...modules.slice(0, 2_900)].join();
    expect(JSON.stringify(deltaOf(base, moved)).length).toBeLessThan(300);
  });

  it('of an unchanged content is one copy', () => {
    expect(deltaOf(base, base).at(-1)).toEqual({ start: 0, length: utf8(base).length, text: '' });
  });
});
