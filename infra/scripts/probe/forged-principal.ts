const FORGED_USER_ID = 'probe-forged-user';

const sitePrincipal = {
  identityProvider: 'aad',
  userId: FORGED_USER_ID,
  userDetails: FORGED_USER_ID,
  userRoles: ['anonymous', 'authenticated'],
};
const appServicePrincipal = { auth_typ: 'aad', claims: [{ typ: 'sub', val: FORGED_USER_ID }] };

/** Headers of a client that pretends to be signed in, in each form that the API can be set to trust. */
export const forgedPrincipals = {
  'Static Web Apps': headersOf(sitePrincipal),
  'App Service': headersOf(appServicePrincipal),
} as const;

function headersOf(principal: object): Record<string, string> {
  return {
    'x-ms-client-principal': Buffer.from(JSON.stringify(principal)).toString('base64'),
    'x-ms-client-principal-id': FORGED_USER_ID,
    'x-ms-client-principal-name': FORGED_USER_ID,
    'x-ms-client-principal-idp': 'aad',
  };
}
