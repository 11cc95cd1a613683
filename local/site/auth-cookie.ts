import { createHash } from 'node:crypto';

const NAME = 'StaticWebAppsAuthCookie';

/** A signed-in user, as Static Web Apps describes them to the functions. */
export interface Principal {
  readonly identityProvider: string;
  readonly userId: string;
  readonly userDetails: string;
  readonly userRoles: readonly string[];
}

export function principalOf(name: string): Principal {
  return {
    identityProvider: 'aad',
    userId: createHash('sha256').update(name.toLowerCase()).digest('hex').slice(0, 32),
    userDetails: name,
    userRoles: ['anonymous', 'authenticated'],
  };
}

/** `name=value` of the cookie with which the emulator recognises a signed-in user. */
export function authCookie(principal: Principal): string {
  return `${NAME}=${Buffer.from(JSON.stringify(principal)).toString('base64')}`;
}

/**
 * The `Cookie` header without invalid sign-ins: the emulator crashes on an auth cookie that it cannot read; the
 * real site treats its sender as signed out.
 */
export function readCookies(header = ''): { cookie: string | undefined; isSignedIn: boolean } {
  const cookies = header.split(';').map((each) => each.trim());
  const [auth, ...others] = cookies.filter((each) => each.startsWith(NAME));
  const isSignedIn = auth !== undefined && others.length === 0 && isValidSignIn(auth);
  const kept = isSignedIn ? cookies : cookies.filter((each) => !each.startsWith(NAME));
  return { cookie: kept.filter(Boolean).join('; ') || undefined, isSignedIn };
}

function isValidSignIn(cookie: string): boolean {
  const [, value = ''] = new RegExp(`^${NAME}=(.+)$`).exec(cookie) ?? [];
  try {
    const text = Buffer.from(decodeURIComponent(value), 'base64').toString();
    const { userId, userRoles } = JSON.parse(text) as Partial<Record<string, unknown>>;
    return (
      typeof userId === 'string' && Array.isArray(userRoles) && userRoles.includes('authenticated')
    );
  } catch {
    return false;
  }
}
