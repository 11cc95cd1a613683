import { describe, expect, it } from 'vitest';
import { withNameToShow, withoutAddress } from './names.ts';

describe('A name without an e-mail address', () => {
  it.each([
    ['Anna Berg', 'Anna Berg'],
    ['anna.berg@example.com', 'anna.berg'],
    [' anna@example.com ', 'anna'],
    ['Anna Berg <anna@example.com>', 'Anna Berg'],
    ['Anna Berg (anna@example.com)', 'Anna Berg'],
    ['anna@example.com Anna  Berg', 'Anna Berg'],
    ['anna.berg_other.example#EXT#@example.onmicrosoft.com', 'anna.berg'],
    ['anna_berg_other.example#EXT#@example.onmicrosoft.com', 'anna_berg'],
    ['a@b@c', 'a'],
    ['@anna', null],
    ['@', null],
    ['', null],
  ])('for %j is %j', (name, shown) => {
    expect(withoutAddress(name)).toBe(shown);
  });
});

describe('An owner’s name', () => {
  const metadata = { id: 'a', ownerName: 'anna@example.com' };

  it('that was stored with an address is shown without it', () => {
    expect(withNameToShow(metadata, { SHOW_EMAIL_ADDRESSES: false })).toEqual({
      id: 'a',
      ownerName: 'anna',
    });
  });

  it('is shown unchanged if the settings allow it', () => {
    expect(withNameToShow(metadata, { SHOW_EMAIL_ADDRESSES: true })).toEqual(metadata);
  });

  it.each([{ id: 'a', ownerName: null }, { id: 'a' }])('that is absent stays absent', (nobody) => {
    expect(withNameToShow(nobody, { SHOW_EMAIL_ADDRESSES: false })).toBe(nobody);
  });
});
