import { describe, expect, it } from 'vitest';
import { databaseEtag, httpEtag } from './etag.ts';

describe('An ETag', () => {
  it('of a real account, which quotes it, stays as it is in both directions', () => {
    expect(httpEtag('"abc"')).toBe('"abc"');
    expect(databaseEtag('"abc"')).toBe('"abc"');
  });

  it('of the emulator, which does not, is quoted once outside and bare towards it', () => {
    expect(httpEtag('abc')).toBe('"abc"');
    expect(databaseEtag('"abc"')).toBe('abc');
  });
});
