import type { Api, Body, Outcome } from '../ports/api.ts';
import type { FakeClock } from './fake-clock.ts';
import type { FakeServer, StoredSession } from './fake-server.ts';

/**
 * What becomes of one request: it never arrives; it arrives and the answer is lost; it arrives
 * twice; it is answered by a gateway instead (`failure`), before or after the server saw it.
 */
export type Fault =
  | { readonly kind: 'dropRequest' }
  | { readonly kind: 'dropAnswer' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'refuse'; readonly outcome: Outcome<never>; readonly afterwards?: boolean };

export interface FakeApi extends Api {
  /** Who the browser's cookie says is signed in; null for nobody. */
  signedIn: string | null;
  /** Consulted once per request; null lets it pass. */
  faults: (call: string) => Fault | null;
  /** Way of a request and of its answer. */
  latencyMs: () => number;
  /** Names of all calls made, in order. */
  readonly calls: string[];
  /** The tab died: what is on its way still arrives, no answer is heard. */
  end(): void;
  readonly updates: { id: string; etag: string; body: Body }[];
}

const LOST = { kind: 'unknown', message: 'No answer came' } as const;

/** The way from one browser to the server. */
export function createFakeApi(
  server: FakeServer,
  clock: FakeClock,
  ownerId: string,
  isOnline: () => boolean,
): FakeApi {
  let ended = false;

  async function way(): Promise<void> {
    const ms = api.latencyMs();
    if (ms > 0) await new Promise<void>((resolve) => clock.after(ms, resolve));
  }

  async function request<T>(
    call: string,
    serve: (ownerId: string) => Outcome<T>,
  ): Promise<Outcome<T>> {
    api.calls.push(call);
    const outcome = await travel(api.faults(call), serve);
    return ended ? new Promise(() => {}) : outcome;
  }

  async function travel<T>(
    fault: Fault | null,
    serve: (ownerId: string) => Outcome<T>,
  ): Promise<Outcome<T>> {
    await way();
    if (fault?.kind === 'dropRequest' || !isOnline()) return LOST;
    if (fault?.kind === 'refuse' && !fault.afterwards) return fault.outcome;
    if (api.signedIn === null) return { kind: 'signedOut' };
    let outcome = serve(api.signedIn);
    if (fault?.kind === 'duplicate') outcome = serve(api.signedIn);
    await way();
    if (fault?.kind === 'refuse') return fault.outcome;
    return fault?.kind === 'dropAnswer' || !isOnline() ? LOST : outcome;
  }

  const found = (session: StoredSession | null): Outcome<StoredSession> =>
    session === null ? { kind: 'notFound' } : { kind: 'ok', value: session };

  const api: FakeApi = {
    signedIn: ownerId,
    faults: () => null,
    latencyMs: () => 0,
    calls: [],
    updates: [],
    end() {
      ended = true;
    },
    whoAmI: () => request('whoAmI', (user) => ({ kind: 'ok', value: user })),
    getSession: (id) => request('getSession', (user) => found(server.find(user, id))),
    getMetadata: (id, known) =>
      request('getMetadata', (user) => {
        const session = found(server.find(user, id));
        if (session.kind !== 'ok') return session;
        const { metadata } = session.value;
        return { kind: 'ok', value: metadata.etag === known?.etag ? known : metadata };
      }),
    missingAssets: (hashes) =>
      request('missingAssets', () => ({
        kind: 'ok',
        value: hashes.filter((hash) => !server.assets.has(hash)),
      })),
    putAsset: (hash, bytes) =>
      request('putAsset', () => {
        server.assets.set(hash, bytes);
        return { kind: 'ok', value: null };
      }),
    createSession: (body, key) =>
      request('createSession', (user) => server.create(user, body, key)),
    updateSession(id, body, etag) {
      api.updates.push({ id, etag, body });
      return request('updateSession', (user) => server.update(user, id, body, etag));
    },
    createSnapshot: (body, key) =>
      request('createSnapshot', (user) => server.createSnapshot(user, body, key)),
    getSnapshot: (id) =>
      request('getSnapshot', () => {
        const snapshot = found(server.snapshots.get(id) ?? null);
        if (snapshot.kind !== 'ok') return snapshot;
        const { metadata, content } = snapshot.value;
        return { kind: 'ok', value: { metadata: { ...metadata, ownerName: null }, content } };
      }),
  };
  return api;
}

export const LOST_ANSWER: Fault = { kind: 'dropAnswer' };

export const BUSY: Fault = { kind: 'refuse', outcome: { kind: 'unavailable', retryAfterMs: null } };

/** The next request of that name, or of any, meets the fault; later ones pass. */
export function once(fault: Fault, name?: string): (call: string) => Fault | null {
  let left = 1;
  return (call) => (left > 0 && (name === undefined || call === name) && left-- > 0 ? fault : null);
}
