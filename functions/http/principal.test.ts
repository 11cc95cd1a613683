import { describe, expect, it } from 'vitest';
import { readUser } from './principal.ts';

const site = { PRINCIPAL_SOURCE: 'static-web-apps', SHOW_EMAIL_ADDRESSES: false } as const;
const entra = { PRINCIPAL_SOURCE: 'app-service', SHOW_EMAIL_ADDRESSES: false } as const;

function ofSite(
  change: Record<string, unknown> = {},
  roles: unknown = ['anonymous', 'authenticated'],
) {
  return {
    type: 'StaticWebApps',
    id: 'alice',
    username: 'Alice',
    claimsPrincipalData: { userRoles: roles },
    ...change,
  };
}
const ofEntra = { type: 'AppService', id: 'alice', username: 'Alice', claimsPrincipalData: {} };

const read = (user: unknown, settings: Parameters<typeof readUser>[1] = site) =>
  readUser({ user } as never, settings);

describe('The user', () => {
  it('comes only from the type of principal that the settings trust', () => {
    expect(read(ofSite())).toEqual({ id: 'alice', name: 'Alice' });
    expect(read(ofEntra, entra)).toEqual({ id: 'alice', name: 'Alice' });
    expect(read(ofSite(), entra)).toBeUndefined();
    expect(read(ofEntra, site)).toBeUndefined();
  });

  it('is undefined if the settings trust none', () => {
    const none = { PRINCIPAL_SOURCE: undefined, SHOW_EMAIL_ADDRESSES: false };
    expect(read(ofSite(), none)).toBeUndefined();
    expect(read({ ...ofSite(), type: undefined }, none)).toBeUndefined();
  });

  it('is undefined without a principal, or with one that cannot be read', () => {
    expect(read(null)).toBeUndefined();
    const broken = {
      get user(): never {
        throw new Error('headers are missing');
      },
    };
    expect(readUser(broken as never, site)).toBeUndefined();
  });

  it.each([[[]], [['anonymous']], ['authenticated'], [undefined], [['Authenticated']]])(
    'is undefined with the roles %j',
    (roles) => {
      expect(read(ofSite({}, roles === undefined ? null : roles))).toBeUndefined();
    },
  );

  it('has an id of 1 to 128 characters', () => {
    expect(read(ofSite({ id: 'x' }))).toMatchObject({ id: 'x' });
    expect(read(ofSite({ id: 'x'.repeat(128) }))).toMatchObject({ id: 'x'.repeat(128) });
    for (const id of ['', 'x'.repeat(129), undefined, null, 7, ['alice']]) {
      expect(read(ofSite({ id }))).toBeUndefined();
    }
  });

  it('may have no name', () => {
    for (const username of ['', undefined, null, 7]) {
      expect(read(ofSite({ username }))).toEqual({ id: 'alice', name: null });
      expect(read(ofSite({ username }), { ...site, SHOW_EMAIL_ADDRESSES: true })?.name).toBeNull();
    }
  });

  it('has a name of at most 200 characters and no half surrogate pairs', () => {
    expect(read(ofSite({ username: 'x'.repeat(300) }))?.name).toBe('x'.repeat(200));
    expect(read(ofSite({ username: `${'x'.repeat(199)}😀` }))?.name).toBe('x'.repeat(199));
    expect(read(ofSite({ username: 'a\udc00b' }))?.name).toBe('a\ufffdb');
    expect(read(ofSite({ username: 'a😀b' }))?.name).toBe('a😀b');
  });

  it('has a name without an e-mail address, unless the settings allow it', () => {
    const withAddress = ofSite({ username: 'anna@example.com' });
    expect(read(withAddress)?.name).toBe('anna');
    expect(read(withAddress, { ...site, SHOW_EMAIL_ADDRESSES: true })?.name).toBe(
      'anna@example.com',
    );
  });
});
