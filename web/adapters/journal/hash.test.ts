import { expect, test } from 'vitest';
import { rootHash, sha256 } from './hash.ts';

test('The hash is the lower-case hex SHA-256 of the UTF-8 bytes', async () => {
  expect(await sha256('abc')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
  expect(await sha256('é')).toBe(await sha256(new Uint8Array([0xc3, 0xa9])));
});

test('The root hash depends on names and hashes but not on the order of the parts', async () => {
  const one = new Map([
    ['settings', 'aa'],
    ['frame', 'bb'],
  ]);
  const same = new Map([...one].reverse());
  const swapped = new Map([
    ['settings', 'bb'],
    ['frame', 'aa'],
  ]);
  expect(await rootHash(one)).toBe(await rootHash(same));
  expect(await rootHash(one)).not.toBe(await rootHash(swapped));
});
