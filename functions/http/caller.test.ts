import { HttpRequest } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { type OperationName, operations } from '../../contract/operations.ts';
import { isAllowedOrigin, readCaller } from './caller.ts';
import { parseSettings } from './configuration.ts';
import { CrossSite, Unauthorized } from './errors.ts';

const settings = parseSettings({
  COSMOS_ENDPOINT: 'http://localhost:1',
  COSMOS_DATABASE: 'persistence',
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  PRINCIPAL_SOURCE: 'static-web-apps',
  ALLOWED_ORIGINS: 'https://one.example, https://two.example',
});
const principal = {
  identityProvider: 'aad',
  userId: 'alice',
  userDetails: 'Alice',
  userRoles: ['anonymous', 'authenticated'],
};
const signedIn = {
  'x-ms-client-principal': Buffer.from(JSON.stringify(principal)).toString('base64'),
};

function call(name: OperationName, headers: Record<string, string>) {
  const request = new HttpRequest({ method: 'POST', url: 'http://localhost/', headers });
  return readCaller(operations[name], request, settings);
}

describe('The caller', () => {
  it('is the user of the principal', () => {
    expect(call('list-sessions', signedIn)).toEqual({ id: 'alice', name: 'Alice' });
  });

  it('must be signed in, except for open operations', () => {
    expect(() => call('list-sessions', {})).toThrow(Unauthorized);
    expect(() => call('list-sessions', {})).toThrow('Sign in');
    expect(call('health', {})).toBeUndefined();
    expect(call('health', signedIn)).toMatchObject({ id: 'alice' });
  });
});

describe('A write', () => {
  it.each([
    ['from a page of this site', { 'sec-fetch-site': 'same-origin' }],
    ['not from a page', { 'sec-fetch-site': 'none' }],
    ['not from a browser', {}],
    ['from an allowed origin', { 'sec-fetch-site': 'cross-site', origin: 'https://two.example' }],
  ])('%s is accepted', (_, headers) => {
    expect(call('create-session', { ...signedIn, ...headers })).toMatchObject({ id: 'alice' });
  });

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': '' },
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site', origin: 'https://one.example.evil.example' },
    { 'sec-fetch-site': 'cross-site', origin: 'null' },
  ])('with %j is refused', (headers) => {
    expect(() => call('create-session', { ...signedIn, ...headers })).toThrow(CrossSite);
    expect(() => call('create-session', { ...signedIn, ...headers })).toThrow(
      'Nothing was changed',
    );
  });

  it('is refused before its user is checked; a read is not refused', () => {
    expect(() => call('delete-session', { 'sec-fetch-site': 'cross-site' })).toThrow(CrossSite);
    const headers = { ...signedIn, 'sec-fetch-site': 'cross-site' };
    expect(call('get-session', headers)).toMatchObject({ id: 'alice' });
  });
});

describe('An origin', () => {
  it('is allowed if the settings list exactly this origin', () => {
    const allows = (origin?: string) =>
      isAllowedOrigin({ headers: new Headers(origin ? { origin } : {}) } as never, settings);
    expect(allows('https://one.example')).toBe(true);
    expect(allows('https://two.example')).toBe(true);
    expect(allows('http://one.example')).toBe(false);
    expect(allows()).toBe(false);
  });
});
