const FORGED_USER_ID = 'probe-forged-user';

/** Headers of somebody who claims to be signed in, in both forms that the API can be told to believe. */
export function forgedPrincipal(): Record<string, string> {
  const principal = {
    identityProvider: 'aad',
    userId: FORGED_USER_ID,
    userDetails: FORGED_USER_ID,
    userRoles: ['anonymous', 'authenticated'],
    auth_typ: 'aad',
    claims: [{ typ: 'sub', val: FORGED_USER_ID }],
  };
  return {
    'x-ms-client-principal': Buffer.from(JSON.stringify(principal)).toString('base64'),
    'x-ms-client-principal-id': FORGED_USER_ID,
    'x-ms-client-principal-name': FORGED_USER_ID,
    'x-ms-client-principal-idp': 'aad',
  };
}
