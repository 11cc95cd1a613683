/** A cookie in the worker protocol's form: optional values are wrapped in `{ value }`. */
export interface RpcCookie {
  readonly name: string;
  readonly value: string;
  readonly domain?: { value: string };
  readonly path?: { value: string };
  readonly expires?: { value: { seconds: number } };
  readonly secure?: { value: boolean };
  readonly httpOnly?: { value: boolean };
  readonly sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone';
  readonly maxAge?: { value: number };
}

const SAME_SITE = { none: undefined, lax: 'Lax', strict: 'Strict', explicitNone: 'None' };

/** The `Set-Cookie` header for one cookie; the protocol's `none` means that nothing was said. */
export function setCookieHeader(cookie: RpcCookie): string {
  const sameSite = SAME_SITE[cookie.sameSite ?? 'none'];
  return [
    `${cookie.name}=${encodeURIComponent(cookie.value)}`,
    cookie.domain && `Domain=${cookie.domain.value}`,
    cookie.path && `Path=${cookie.path.value}`,
    cookie.expires && `Expires=${new Date(cookie.expires.value.seconds * 1000).toUTCString()}`,
    cookie.maxAge && `Max-Age=${cookie.maxAge.value}`,
    cookie.secure?.value && 'Secure',
    cookie.httpOnly?.value && 'HttpOnly',
    sameSite && `SameSite=${sameSite}`,
  ]
    .filter(Boolean)
    .join('; ');
}
