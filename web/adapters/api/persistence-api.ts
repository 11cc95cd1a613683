import { ASSET_HASHES_MAX } from '../../../contract/limits.ts';
import type { SessionMetadata as WireMetadata } from '../../../contract/sessions.ts';
import type { Api, Body, Failure, OnSent, Outcome, SessionMetadata } from '../../kernel/index.ts';
import { whoAmI } from '../who.ts';
import type { Call, Reply } from './client.ts';

/** The kernel's port to the server, on top of the API's client. */
export function createPersistenceApi(call: Call): Api {
  return {
    async whoAmI() {
      const who = await whoAmI();
      if (who.kind === 'signedIn') return ok(who.user.id);
      return who.kind === 'signedOut' ? who : { kind: 'unknown', message: who.kind };
    },

    async getSession(id) {
      const reply = await call('get-session', { params: { session_id: id } });
      return mapped(reply, ({ metadata, content }, etag) => ({
        metadata: withEtag(metadata, etag),
        content,
      }));
    },

    async getMetadata(id, known) {
      const headers: Record<string, string> = known ? { 'If-None-Match': known.etag } : {};
      const reply = await call('get-session-metadata', { params: { session_id: id }, headers });
      return reply.kind === 'notModified' && known ? ok(known) : mapped(reply, withEtag);
    },

    async missingAssets(hashes) {
      const missing: string[] = [];
      for (let at = 0; at < hashes.length; at += ASSET_HASHES_MAX) {
        const body = { hashes: hashes.slice(at, at + ASSET_HASHES_MAX) };
        const answer = mapped(await call('find-missing-assets', { body }), (found) => found);
        if (answer.kind !== 'ok') return answer;
        missing.push(...answer.value.missing);
      }
      return ok(missing);
    },

    async putAsset(hash, bytes) {
      const reply = await call('put-asset', {
        params: { hash },
        bytes: bytes as Uint8Array<ArrayBuffer>,
        headers: { 'Content-Type': 'application/octet-stream' },
      });
      return mapped(reply, () => null);
    },

    async createSession(body, key, onSent) {
      const reply = await call('create-session', sent(body, { 'Idempotency-Key': key }, onSent));
      return mapped(reply, (id) => ({ id }));
    },

    async updateSession(id, body, etag, onSent) {
      const headers = { 'If-Match': etag, Prefer: 'return=minimal' };
      const reply = await call('update-session', {
        params: { session_id: id },
        ...sent(body, headers, onSent),
      });
      return mapped(reply, (answer, newEtag) => withEtag(answer.metadata, newEtag));
    },

    async createSnapshot(body, key, onSent) {
      const reply = await call('create-snapshot', sent(body, { 'Idempotency-Key': key }, onSent));
      return mapped(reply, (id) => ({ id }));
    },

    async getSnapshot(id) {
      const reply = await call('get-snapshot', { params: { snapshot_id: id } });
      return mapped(reply, ({ metadata: { ownerName = null, ...rest }, content }) => ({
        metadata: { ...rest, ownerName },
        content,
      }));
    },
  };
}

function sent({ bytes, encoding }: Body, headers: Record<string, string>, onSent?: OnSent) {
  return {
    onSent,
    bytes: bytes as Uint8Array<ArrayBuffer>,
    headers: encoding === 'gzip' ? { ...headers, 'Content-Encoding': 'gzip' } : headers,
  };
}

/** The ETag of the header counts; the one in the metadata is a copy. */
function withEtag(metadata: WireMetadata, etag: string | null): SessionMetadata {
  return { ...metadata, etag: etag ?? metadata.etag ?? '' };
}

function ok<T>(value: T): Outcome<T> {
  return { kind: 'ok', value };
}

function mapped<T, U>(reply: Reply<T>, map: (value: T, etag: string | null) => U): Outcome<U> {
  switch (reply.kind) {
    case 'ok':
      return ok(map(reply.value, reply.etag));
    case 'signedOut':
      return reply;
    case 'problem':
      return failure(reply);
    case 'notModified':
      return { kind: 'unknown', message: reply.kind };
    case 'unknown':
      return { kind: 'unknown', message: reply.reason };
  }
}

/** The kernel's failure for each error status of the API. */
function failure({ problem, retryAfterMs }: Reply<never> & { kind: 'problem' }): Failure {
  const { status, detail, traceId, current, size, issues = [] } = problem;
  switch (status) {
    case 400:
    case 415:
      return { kind: 'invalid', message: detail, issues: issues.map(({ message }) => message) };
    case 404:
    // What this key has made was deleted.
    case 409:
      return { kind: 'notFound' };
    case 412:
      if (current) return { kind: 'conflict', current: withEtag(current, null) };
      break;
    case 413:
      return { kind: 'tooLarge', bytes: size?.bytes ?? null, maxBytes: size?.maxBytes ?? null };
    case 422:
      if (problem.missing) return { kind: 'assetsMissing', hashes: problem.missing };
      return { kind: 'keyReused', current: current ? withEtag(current, null) : null };
    case 429:
      return { kind: 'throttled', retryAfterMs };
    case 503:
      return { kind: 'unavailable', retryAfterMs };
  }
  return { kind: 'failed', message: detail, traceId };
}
