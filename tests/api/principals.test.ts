import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { operations } from '../../contract/operations.ts';
import { newUser, principalHeader } from '../support/users.ts';
import { apiClient } from './api-client.ts';
import { type OwnHost, startOwnHost } from './own-host.ts';

const { functionsUrl } = inject('stack');
const user = newUser();

/** Sends the header unchanged to list-sessions. */
async function statusWith(headers: Record<string, string>, url = functionsUrl): Promise<number> {
  return (await apiClient(url, undefined)('list-sessions', { headers })).status;
}

function headerOf(principal: unknown): Record<string, string> {
  return {
    'x-ms-client-principal': Buffer.from(JSON.stringify(principal)).toString('base64'),
  };
}

/** As App Service passes on an Entra token. */
const appServiceHeaders = {
  'x-ms-client-principal': Buffer.from(JSON.stringify({ auth_typ: 'aad', claims: [] })).toString(
    'base64',
  ),
  'x-ms-client-principal-id': user.userId,
  'x-ms-client-principal-name': user.userDetails,
  'x-ms-client-principal-idp': 'aad',
};

describe('A principal of the Static Web App', () => {
  it('is trusted with an id of 1 to 128 characters and the role authenticated', async () => {
    expect(await statusWith(principalHeader(user))).toBe(200);
    expect(await statusWith(headerOf({ ...user, userId: 'x' }))).toBe(200);
    expect(await statusWith(headerOf({ ...user, userId: 'x'.repeat(128) }))).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['an empty header', { 'x-ms-client-principal': '' }],
    ['invalid base64', { 'x-ms-client-principal': '%%%' }],
    ['base64 of invalid JSON', { 'x-ms-client-principal': Buffer.from('{').toString('base64') }],
    ['a list', headerOf([user])],
    ['a list with named properties', headerOf(Object.assign([user], user))],
    ['null', headerOf(null)],
    ['a number', headerOf(7)],
    ['text', headerOf('me')],
    ['an empty object', headerOf({})],
    ['no user id', headerOf({ ...user, userId: undefined })],
    ['an empty user id', headerOf({ ...user, userId: '' })],
    ['a user id of 129 characters', headerOf({ ...user, userId: 'x'.repeat(129) })],
    ['a huge user id', headerOf({ ...user, userId: 'x'.repeat(8_000) })],
    ['a user id that is a number', headerOf({ ...user, userId: 1 })],
    ['a user id that is a list', headerOf({ ...user, userId: [user.userId] })],
    ['the role anonymous only', headerOf({ ...user, userRoles: ['anonymous'] })],
    ['no roles', headerOf({ ...user, userRoles: undefined })],
    ['roles that are text', headerOf({ ...user, userRoles: 'authenticated' })],
    ['a principal of App Service', appServiceHeaders],
    ['an incomplete principal of App Service', headerOf({ auth_typ: 'aad', claims: [] })],
  ])('with %s is ignored: 401', async (_, headers) => {
    expect(await statusWith(headers)).toBe(401);
  });

  it('may have any name: it is truncated, not trusted', async () => {
    const odd = { ...user, userDetails: 'x'.repeat(5_000) };
    expect(await statusWith(headerOf(odd))).toBe(200);
    expect(await statusWith(headerOf({ ...user, userDetails: { a: 1 } }))).toBe(200);
  });
});

describe('Without PRINCIPAL_SOURCE', () => {
  let host: OwnHost;
  beforeAll(async () => {
    host = await startOwnHost({ PRINCIPAL_SOURCE: '' });
  });
  afterAll(() => host.close());

  it.each(Object.keys(operations) as (keyof typeof operations)[])(
    '%s trusts no header',
    async (name) => {
      const expected = operations[name].access === 'open' ? 200 : 401;
      const params = { id: 'whatever', snapshot_id: 'whatever' };
      for (const headers of [principalHeader(user), appServiceHeaders]) {
        const answer = await apiClient(host.url, undefined)(name, { params, headers });
        expect(answer.status).toBe(expected);
      }
    },
  );
});

describe('With PRINCIPAL_SOURCE app-service', () => {
  let host: OwnHost;
  beforeAll(async () => {
    host = await startOwnHost({ PRINCIPAL_SOURCE: 'app-service' });
  });
  afterAll(() => host.close());

  it('a principal of App Service is trusted', async () => {
    expect(await statusWith(appServiceHeaders, host.url)).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['one of a Static Web App', principalHeader(user)],
    ['one without its other headers', headerOf({ auth_typ: 'aad', claims: [] })],
    ['one with a huge id', { ...appServiceHeaders, 'x-ms-client-principal-id': 'x'.repeat(200) }],
    ['an id header alone', { 'x-ms-client-principal-id': user.userId }],
  ])('%s is ignored: 401', async (_, headers) => {
    expect(await statusWith(headers, host.url)).toBe(401);
  });
});
