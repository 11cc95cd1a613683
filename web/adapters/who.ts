import { localEntries } from './entries.ts';

/** The signed-in person as Static Web Apps tells it. */
export interface User {
  /** The same id that the API knows as the owner. */
  readonly id: string;
  /** What the person is called on screen. */
  readonly name: string;
}

export type Who =
  | { readonly kind: 'signedIn'; readonly user: User }
  | { readonly kind: 'signedOut' }
  /** Nobody could be asked; the last person who signed in here, if any, may go on offline. */
  | { readonly kind: 'unreachable'; readonly lastUser: User | null };

const LAST_USER_KEY = 'holdfast:last-user';
const WHO_TIMEOUT_MS = 10_000;

/** Asks who is signed in and remembers the answer on this device. Never throws. */
export async function whoAmI(fetchFunction: typeof fetch = fetch): Promise<Who> {
  try {
    const response = await fetchFunction('/.auth/me', {
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

/** Forgets who was signed in, so that an offline start shows nobody's work. */
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

/** Where storage is full or switched off, an offline start asks to sign in. */
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
