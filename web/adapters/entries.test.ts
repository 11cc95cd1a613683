import { afterEach, expect, test, vi } from 'vitest';
import { localEntries } from './entries.ts';

/** A localStorage whose writes fail as told. */
function storage(failure: unknown = null, entries: Record<string, string> = {}) {
  vi.stubGlobal('localStorage', {
    ...entries,
    getItem: (key: string) => entries[key] ?? null,
    setItem(key: string, text: string) {
      if (failure !== null) throw failure;
      entries[key] = text;
    },
    removeItem: (key: string) => delete entries[key],
  });
  return localEntries;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test('A written text can be read, and is gone after it was removed', () => {
  const entries = storage();
  expect(entries.write('a', 'text')).toBe('written');
  expect(entries.read('a')).toBe('text');
  entries.remove('a');
  expect(entries.read('a')).toBe(null);
});

test('Keys are found by their prefix', () => {
  expect(storage(null, { 'app:1': '', 'app:2': '', other: '' }).keys('app:')).toEqual([
    'app:1',
    'app:2',
  ]);
});

test.each([
  new DOMException('', 'QuotaExceededError'),
  { name: 'NS_ERROR_DOM_QUOTA_REACHED', code: 1014 },
])('A full store is "full" and keeps what it had, spelled %o', (failure) => {
  const entries = storage(failure, { a: 'before' });
  expect(entries.write('a', 'after')).toBe('full');
  expect(entries.read('a')).toBe('before');
});

test('A disabled storage is empty, returns "disabled" and never throws', () => {
  const off = () => {
    throw new DOMException('', 'SecurityError');
  };
  vi.stubGlobal('localStorage', undefined);
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: off });
  const entries = localEntries;
  expect(entries.write('a', 'text')).toBe('disabled');
  expect(entries.read('a')).toBe(null);
  expect(entries.keys('')).toEqual([]);
  expect(() => entries.remove('a')).not.toThrow();
});
