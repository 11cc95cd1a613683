import { createHash } from 'node:crypto';
import type { Body, Failure, Metadata, Outcome, SessionMetadata } from '../ports/api.ts';
import { sameMetadata } from '../state/work.ts';
import { seededRandom } from './random.ts';

export interface StoredSession {
  readonly metadata: SessionMetadata;
  readonly content: string;
}

/** The server's documents and rules, with real ETags. Every version that ever was is remembered. */
export interface FakeServer {
  readonly sessions: Map<string, StoredSession>;
  readonly snapshots: Map<string, StoredSnapshot>;
  readonly assets: Map<string, Uint8Array>;
  /** All versions of a session since it was made, the oldest first. */
  history(id: string): readonly StoredSession[];
  /** What ever stood under that ETag, deleted or not. */
  everStored(etag: string): StoredSession | undefined;
  create(ownerId: string, body: Body, key: string): Outcome<{ id: string }>;
  update(ownerId: string, id: string, body: Body, etag: string | null): Outcome<SessionMetadata>;
  createSnapshot(ownerId: string, body: Body, key: string): Outcome<{ id: string }>;
  find(ownerId: string, id: string): StoredSession | null;
  /** A device's clock is not the server's. */
  now: () => number;
  maxContentBytes: number;
}

type StoredSnapshot = StoredSession & { readonly key: string; readonly expiresAt: string | null };

type Payload = Metadata & {
  readonly content: string;
  readonly expiresAt?: string;
  readonly assets?: readonly string[];
};

export function createFakeServer(): FakeServer {
  const sessions = new Map<string, StoredSession>();
  const snapshots = new Map<string, StoredSnapshot>();
  const assets = new Map<string, Uint8Array>();
  const histories = new Map<string, StoredSession[]>();
  const byEtag = new Map<string, StoredSession>();
  const keys = new Map<string, { id: string; bodyHash: string }>();
  const snapshotKeys = new Set<string>();
  const random = seededRandom(7);

  function write(session: StoredSession): SessionMetadata {
    const { id } = session.metadata;
    sessions.set(id, session);
    byEtag.set(session.metadata.etag, session);
    const before = session.metadata.version === 1 ? [] : (histories.get(id) ?? []);
    histories.set(id, [...before, session]);
    return session.metadata;
  }

  const server: FakeServer = {
    sessions,
    snapshots,
    assets,
    now: () => new Date(2026, 10, 22, 9).getTime(),
    maxContentBytes: Number.POSITIVE_INFINITY,
    history: (id) => histories.get(id) ?? [],
    everStored: (etag) => byEtag.get(etag),
    find(ownerId, id) {
      const session = sessions.get(id);
      return session?.metadata.ownerId === ownerId ? session : null;
    },
    create(ownerId, body, key) {
      const payload = parse(body);
      const known = keys.get(`${ownerId}/${key}`);
      const made = known && sessions.get(known.id);
      // What was deleted is not made again.
      if (known && !made) return { kind: 'notFound' };
      if (known && made) {
        if (known.bodyHash === hashOf(payload)) return { kind: 'ok', value: { id: known.id } };
        return { kind: 'keyReused', current: made.metadata };
      }
      const tooLarge = refuse(server, payload);
      if (tooLarge) return tooLarge;
      const id = random.text(12);
      keys.set(`${ownerId}/${key}`, { id, bodyHash: hashOf(payload) });
      const at = new Date(server.now()).toISOString();
      const identity = { id, ownerId, createdAt: at, version: 1, etag: `"${random.text(8)}"` };
      write({ metadata: metadataOf(payload, identity, at), content: payload.content });
      return { kind: 'ok', value: { id } };
    },
    update(ownerId, id, body, etag) {
      const before = server.find(ownerId, id);
      if (before === null) return { kind: 'notFound' };
      const payload = parse(body);
      const { metadata } = before;
      const isSame =
        metadata.contentHash === sha256(payload.content) && sameMetadata(metadata, payload);
      if (isSame) return { kind: 'ok', value: metadata };
      if (etag !== null && etag !== metadata.etag) return { kind: 'conflict', current: metadata };
      const tooLarge = refuse(server, payload);
      if (tooLarge) return tooLarge;
      const at = new Date(server.now()).toISOString();
      const identity = { ...metadata, version: metadata.version + 1, etag: `"${random.text(8)}"` };
      const next = { metadata: metadataOf(payload, identity, at), content: payload.content };
      return { kind: 'ok', value: write(next) };
    },
    createSnapshot(ownerId, body, key) {
      const known = [...snapshots.values()].find((snapshot) => snapshot.key === key);
      if (known) return { kind: 'ok', value: { id: known.metadata.id } };
      if (snapshotKeys.has(key)) return { kind: 'notFound' };
      const payload = parse(body);
      const refused = refuse(server, payload);
      if (refused) return refused;
      snapshotKeys.add(key);
      const at = new Date(server.now()).toISOString();
      const id = random.text(12);
      const identity = { id, ownerId, createdAt: at, version: 1, etag: '""' };
      snapshots.set(id, {
        metadata: metadataOf(payload, identity, at),
        content: payload.content,
        key,
        expiresAt: payload.expiresAt ?? null,
      });
      return { kind: 'ok', value: { id } };
    },
  };
  return server;
}

function refuse(
  { maxContentBytes, assets }: FakeServer,
  { content, assets: named = [] }: Payload,
): Failure | null {
  const missing = named.filter((hash) => !assets.has(hash));
  if (missing.length > 0) return { kind: 'assetsMissing', hashes: missing };
  const bytes = Buffer.byteLength(content);
  return bytes > maxContentBytes ? { kind: 'tooLarge', bytes, maxBytes: maxContentBytes } : null;
}

function metadataOf(
  { title, description, content }: Payload,
  identity: Pick<SessionMetadata, 'id' | 'ownerId' | 'createdAt' | 'version' | 'etag'>,
  updatedAt: string,
): SessionMetadata {
  const { id, ownerId, createdAt, version, etag } = identity;
  const contentHash = sha256(content);
  return { id, ownerId, title, description, createdAt, updatedAt, version, contentHash, etag };
}

function parse({ bytes }: Body): Payload {
  return JSON.parse(new TextDecoder().decode(bytes)) as Payload;
}

function hashOf(payload: Payload): string {
  return sha256(JSON.stringify([payload.title, payload.description, payload.content]));
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
