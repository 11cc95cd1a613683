import type { Target } from '../../kernel/index.ts';

/** What a URL of this page names. */
interface Address {
  readonly sessionId?: string;
  readonly snapshotId?: string;
  /** A recovery buffer to open, set by "Recover in a new tab". */
  readonly bufferId?: string;
}

/** The parts of a URL that are read. */
export type Where = Readonly<Record<'pathname' | 'search', string>>;

/** Parses `/?session=ID` and `/session/ID`. */
export function readAddress({ pathname, search }: Where): Address {
  const named = readQuery(search);
  const [, kind, id = ''] = /^\/(session|snapshot)\/([^/]+)/.exec(pathname) ?? [];
  const idOf = (what: string) => named(what) || (kind === what ? withoutEnd(id) : '');
  const sessionId = idOf('session');
  const snapshotId = idOf('snapshot');
  const bufferId = named('recover');
  return {
    ...(sessionId && { sessionId }),
    ...(snapshotId && !sessionId && { snapshotId }),
    ...(bufferId && { bufferId }),
  };
}

/** Reads a query by name, and tolerates what mail and chat programs add to links. */
function readQuery(search: string): (name: string) => string {
  const query = new URLSearchParams(search.replaceAll('&amp;', '&'));
  return (name) => withoutEnd(query.get(name) ?? '');
}

/** Removes punctuation that followed the link in a text. */
function withoutEnd(id: string): string {
  return id.replace(/[.,;:!?)\]}>'"]+$/, '');
}

/** Where the person is; each entry of the browser's history stands for one. */
export type Place =
  | Target
  | { readonly kind: 'start' }
  /** A session that is not in the cloud yet, or (`isGone`) no longer: it has no address. */
  | { readonly kind: 'unsaved'; readonly isGone?: true };

export const START: Place = { kind: 'start' };

/** The place that an address leads to. */
export function placeAt(where: Where): Place {
  const { sessionId, snapshotId } = readAddress(where);
  if (sessionId) return { kind: 'session', id: sessionId };
  return snapshotId ? { kind: 'snapshot', id: snapshotId } : START;
}

/** Path and query of a place. */
export function addressOf(place: Place): string {
  return 'id' in place ? `/?${place.kind}=${encodeURIComponent(place.id)}` : '/';
}

/** The one address of what a link names, which may have come in another form; null if that needs no change. */
export function tidyAddress(where: Where): string | null {
  const place = placeAt(where);
  const named = readQuery(where.search);
  if (!('id' in place) || named('recover')) return null;
  const rest = ['dashboard', 'chart'].map((name) => named(name) && `&${name}=${named(name)}`);
  return addressOf(place) + rest.join('');
}
