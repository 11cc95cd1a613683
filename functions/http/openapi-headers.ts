import type { OperationName } from '../../contract/operations.ts';

/** Operations whose response has an ETag. */
const WITH_ETAG: readonly OperationName[] = [
  'get-session',
  'get-session-metadata',
  'create-session',
  'update-session',
  'restore-deleted-session',
  'get-snapshot',
  'restore-snapshot',
  'get-asset',
  'openapi',
];

const words = {
  ETag: 'Changes with every change of the item; for `If-Match` and `If-None-Match`.',
  Location: 'Path of the created item.',
  'Cache-Control': '`no-store`, except for assets and the OpenAPI document.',
  'Retry-After': 'Seconds to wait before the next try.',
  'WWW-Authenticate': 'How to sign in.',
  'RateLimit-Policy':
    'How many requests this instance accepts from one user, in the format of the IETF draft.',
  RateLimit: 'How many of them are left, in the format of the IETF draft.',
};

/** The headers of one response as OpenAPI describes them. */
export function headersOf(name: OperationName, status: number, isSignedIn: boolean) {
  const names: (keyof typeof words)[] = ['Cache-Control'];
  if (status < 400 && WITH_ETAG.includes(name)) names.push('ETag');
  if (status === 201) names.push('Location');
  if (status === 401) names.push('WWW-Authenticate');
  if (status === 429 || status === 503) names.push('Retry-After');
  if (isSignedIn && status !== 401) names.push('RateLimit-Policy', 'RateLimit');
  return Object.fromEntries(names.map((header) => [header, describe(header)]));
}

function describe(header: keyof typeof words) {
  const type = header === 'Retry-After' ? 'integer' : 'string';
  return { description: words[header], schema: { type } };
}
