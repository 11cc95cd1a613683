import { describe, expect, it } from 'vitest';
import { legacyId, randomId, randomKey, sha256 } from './ids.ts';

describe('A new id', () => {
  it.each([8, 12, 21])('has %i URL-safe characters', (length) => {
    expect(randomId(length)).toMatch(new RegExp(`^[A-Za-z0-9_-]{${length}}$`));
  });

  it('is never the reserved word', () => {
    const made = ['metadata', 'metadata', 'other123'];
    expect(randomId(8, () => made.shift() ?? '')).toBe('other123');
  });

  it('is never the same twice', () => {
    expect(new Set(Array.from({ length: 100 }, () => randomId(12))).size).toBe(100);
    expect(randomKey()).toHaveLength(22);
    expect(randomKey()).not.toBe(randomKey());
  });
});

describe('The id of a document from an older version', () => {
  it('is the same for the same container, owner and key, and different for any other', () => {
    const id = legacyId('sessions', 'owner', 'key', 8);
    expect(id).toBe('WVpC5AIm');
    expect(legacyId('sessions', 'owner', 'key', 8)).toBe(id);
    expect(legacyId('sessions', 'owner', 'key', 12).slice(0, 8)).toBe(id);
    const others = [
      legacyId('snapshots', 'owner', 'key', 8),
      legacyId('sessions', 'other', 'key', 8),
      legacyId('sessions', 'owner', 'other', 8),
    ];
    expect(new Set([id, ...others]).size).toBe(4);
  });
});

it('SHA-256 is available in hex and base64url', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256('', 'base64url')).toBe('47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU');
});
