import { WHO_PATH } from './ahead/paths.ts';
import { localEntries } from './entries.ts';

/** The signed-in user, from Static Web Apps. */
export interface User {
  /** The same id as the `ownerId` in the API. */
  readonly id: string;
  /** The name that is shown on screen. */
  readonly name: string;
}

export type Who =
  | { readonly kind: 'signedIn'; readonly user: User }
  | { readonly kind: 'signedOut' }
  /** The site did not respond. The last user who signed in here, if any, may work offline. */
  | { readonly kind: 'unreachable'; readonly lastUser: User | null };

const LAST_USER_KEY = 'holdfast:last-user';
const WHO_TIMEOUT_MS = 10_000;

/** Asks who is signed in, and stores that on this device. Never rejects. */
export async function whoAmI(fetchFunction: typeof fetch = fetch): Promise<Who> {
  try {
    const response = await fetchFunction(WHO_PATH, {
      cache: 'no-store',
      signal: AbortSignal.timeout(WHO_TIMEOUT_MS),
    });
    const { clientPrincipal } = (await response.json()) as { clientPrincipal?: unknown };
    const user = readPrincipal(clientPrincipal);
    if (!user) return { kind: 'signedOut' };
    remember(user);
    return { kind: 'signedIn', user };
  } catch {
    return { kind: 'unreachable', lastUser: lastUser() };
  }
}

/** Forgets who was signed in last, so that an offline start does not show their work. */
export function forgetLastUser(): void {
  localEntries.remove(LAST_USER_KEY);
}

function readPrincipal(value: unknown): User | null {
  if (typeof value !== 'object' || value === null) return null;
  const { userId, userDetails, userRoles } = value as Record<string, unknown>;
  if (typeof userId !== 'string' || userId === '') return null;
  if (!Array.isArray(userRoles) || !userRoles.includes('authenticated')) return null;
  return {
    id: userId,
    name: typeof userDetails === 'string' && userDetails !== '' ? userDetails : userId,
  };
}

/** If storage is full or disabled, an offline start asks for a sign-in. */
function remember(user: User): void {
  localEntries.write(LAST_USER_KEY, JSON.stringify(user));
}

function lastUser(): User | null {
  try {
    const { id, name } = JSON.parse(localEntries.read(LAST_USER_KEY) ?? '{}');
    return typeof id === 'string' && typeof name === 'string' ? { id, name } : null;
  } catch {
    return null;
  }
}
