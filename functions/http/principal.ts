import type { HttpRequest } from '@azure/functions';
import type { Settings } from './configuration.ts';
import { withoutAddress } from './names.ts';

export interface User {
  readonly id: string;
  /** What the identity provider calls them; for a person to read, never to decide by. */
  readonly name: string | null;
}

const USER_ID_MAX_LENGTH = 128;
const USER_NAME_MAX_LENGTH = 200;

const TYPE_OF_SOURCE = { 'static-web-apps': 'StaticWebApps', 'app-service': 'AppService' } as const;

/**
 * Who is calling, or undefined for nobody. Only the kind of principal that the settings name counts, since
 * whoever reaches the functions past the site could write the header of the other kind.
 */
export function readUser(
  request: Pick<HttpRequest, 'user'>,
  settings: Pick<Settings, 'PRINCIPAL_SOURCE' | 'SHOW_EMAIL_ADDRESSES'>,
): User | undefined {
  const source = settings.PRINCIPAL_SOURCE;
  const principal = source === undefined ? null : readPrincipal(request);
  if (source === undefined || principal?.type !== TYPE_OF_SOURCE[source]) return undefined;
  if (principal.type === 'StaticWebApps' && !isAuthenticated(principal.claimsPrincipalData)) {
    return undefined;
  }
  const { id, username } = principal as { id: unknown; username: unknown };
  if (typeof id !== 'string' || id.length < 1 || id.length > USER_ID_MAX_LENGTH) return undefined;
  const name = typeof username === 'string' ? shortName(username) : '';
  return { id, name: settings.SHOW_EMAIL_ADDRESSES ? name || null : withoutAddress(name) };
}

/** Cuts a long name, never inside a surrogate pair, and replaces lone surrogates. */
function shortName(name: string): string {
  return name
    .slice(0, USER_NAME_MAX_LENGTH)
    .replace(/[\uD800-\uDBFF]$/, '')
    .toWellFormed();
}

/** `request.user` throws where an App Service principal comes without its other headers. */
function readPrincipal(request: Pick<HttpRequest, 'user'>) {
  try {
    return request.user;
  } catch {
    return null;
  }
}

function isAuthenticated({ userRoles }: Record<string, unknown>): boolean {
  return Array.isArray(userRoles) && userRoles.includes('authenticated');
}
