import { expect, test } from 'vitest';
import { sha256 } from './hash.ts';
import { encode, rootHash } from './parts.ts';

test('The hash is the lower-case hex SHA-256 of the UTF-8 bytes', async () => {
  expect(await sha256('abc')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
  expect(await sha256('é')).toBe(await sha256(new Uint8Array([0xc3, 0xa9])));
});

test('The root hash depends on names and content but not on the order of the parts', async () => {
  const root = async (parts: Record<string, unknown>) =>
    rootHash((await encode(new Map(Object.entries(parts)))).list);
  const one = await root({ settings: { a: 1 }, frame: { b: 2 } });
  expect(await root({ frame: { b: 2 }, settings: { a: 1 } })).toBe(one);
  expect(await root({ frame: { a: 1 }, settings: { b: 2 } })).not.toBe(one);
});

test('The root hash is SHA-256 over the lines "name NUL hash", sorted by name', async () => {
  const parts = new Map<string, unknown>([
    ['b', 1],
    ['a', 2],
  ]);
  const lines = [`a\0${await sha256('2')}`, `b\0${await sha256('1')}`];
  expect(await rootHash((await encode(parts)).list)).toBe(await sha256(lines.join('\n')));
});
