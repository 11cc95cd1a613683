import type { HttpRequest } from '@azure/functions';
import type { Settings } from './configuration.ts';
import { withoutAddress } from './names.ts';

export interface User {
  readonly id: string;
  /** From the identity provider; for display only, never for access decisions. */
  readonly name: string | null;
}

const USER_ID_MAX_LENGTH = 128;
const USER_NAME_MAX_LENGTH = 200;

const TYPE_OF_SOURCE = { 'static-web-apps': 'StaticWebApps', 'app-service': 'AppService' } as const;

/**
 * The calling user, or undefined. Only the principal type named in the settings is trusted, since anyone who
 * reaches the functions directly could send the header of the other type.
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

/** Truncates a long name without splitting a surrogate pair, and replaces lone surrogates. */
function shortName(name: string): string {
  return name
    .slice(0, USER_NAME_MAX_LENGTH)
    .replace(/[\uD800-\uDBFF]$/, '')
    .toWellFormed();
}

/** `request.user` throws if an App Service principal lacks its other headers. */
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
