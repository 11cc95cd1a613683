import { describe, expect, test } from 'vitest';
import type { BufferInfo } from '../ports/journal.ts';
import { applyEntry, decodeEntry, encodeEntry, entryKey } from './entry.ts';

const info: BufferInfo = {
  bufferId: 'b1',
  ownerId: 'alice',
  sessionId: null,
  schemaVersion: 1,
  base: null,
  createKey: 'k',
  createdAtMs: 0,
  lastModifiedMs: 5,
};
const metadata = { title: 'Plan', description: null };
const source = { info, metadata, hash: 'h', generation: 9, baseGeneration: 7, alsoOn: [8] };
const changes = new Map<string, unknown>([
  ['a', { x: 'é"\u2028' }],
  ['b', undefined],
  ['__proto__', { polluted: true }],
]);

describe('an entry', () => {
  test('is kept under the session it belongs to, or as temporary', () => {
    expect(entryKey(info)).toBe('holdfast:session:temp:b1');
    expect(entryKey({ ...info, sessionId: 's1' })).toBe('holdfast:session:s1:b1');
  });

  test('carries the whole content as JSON, with its metadata', () => {
    const entry = decodeEntry(encodeEntry(source, { contentText: '{"n":1}' }));
    expect(entry).toMatchObject({
      content: { n: 1 },
      parts: null,
      generation: 9,
      metadata: {
        title: 'Plan',
        description: null,
        createdAt: '1970-01-01T00:00:00.000Z',
        updatedAt: null,
        lastModifiedMs: 5,
        hash: 'h',
      },
    });
  });

  test('is rejected if a single character was changed, at any place', () => {
    const text = encodeEntry(source, { changes });
    for (let i = 0; i < text.length; i++) {
      const flipped = String.fromCharCode(text.charCodeAt(i) ^ 1);
      expect(decodeEntry(text.slice(0, i) + flipped + text.slice(i + 1))).toBeNull();
    }
  });

  test('is rejected if it was truncated, or is something else', () => {
    const text = encodeEntry(source, { changes });
    for (const length of [0, 1, 20, 40, text.length - 1])
      expect(decodeEntry(text.slice(0, length))).toBeNull();
    expect(decodeEntry('{"webviz":1}')).toBeNull();
  });

  test('of changed parts is applied only to the generations that it names', () => {
    const entry = decodeEntry(encodeEntry(source, { changes }));
    const parts = new Map([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    if (entry === null) throw new Error('unreadable');
    for (const generation of [7, 8]) {
      const applied = applyEntry(entry, { generation, parts });
      expect([...(applied ?? [])]).toEqual([
        ['a', { x: 'é"\u2028' }],
        ['c', 3],
        ['__proto__', { polluted: true }],
      ]);
    }
    expect(applyEntry(entry, { generation: 6, parts })).toBeNull();
    expect(applyEntry(entry, { generation: 9, parts })).toBeNull();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
