import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetLastUser, whoAmI } from './who.ts';

const alice = { userId: 'a-1', userDetails: 'Alice', userRoles: ['anonymous', 'authenticated'] };

function answers(clientPrincipal: unknown): typeof fetch {
  return async () => Response.json({ clientPrincipal });
}

const offline: typeof fetch = async () => {
  throw new TypeError('Failed to fetch');
};

beforeEach(() => {
  const entries = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => entries.set(key, value),
    removeItem: (key: string) => entries.delete(key),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('The signed-in user has an id and a name', async () => {
  expect(await whoAmI(answers(alice))).toEqual({
    kind: 'signedIn',
    user: { id: 'a-1', name: 'Alice' },
  });
});

test.each([
  null,
  undefined,
  'Alice',
  {},
  { ...alice, userId: '' },
  { ...alice, userRoles: ['anonymous'] },
])('A principal like %o is nobody', async (principal) => {
  expect(await whoAmI(answers(principal))).toEqual({ kind: 'signedOut' });
});

test('Offline, the last user who signed in here is known', async () => {
  await whoAmI(answers(alice));
  expect(await whoAmI(offline)).toEqual({
    kind: 'unreachable',
    lastUser: { id: 'a-1', name: 'Alice' },
  });
});

test('Offline, no user is known after the last one was forgotten', async () => {
  await whoAmI(answers(alice));
  forgetLastUser();
  expect(await whoAmI(offline)).toEqual({ kind: 'unreachable', lastUser: null });
});

test('A response that is not JSON counts as unreachable, not as signed out', async () => {
  expect(await whoAmI(async () => new Response('<html>'))).toEqual({
    kind: 'unreachable',
    lastUser: null,
  });
});
