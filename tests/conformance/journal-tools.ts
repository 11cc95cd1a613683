/** Helpers of the journal's conformance cases. They also run in a page, so they have their own assertions. */
import { canonicalJson } from '../../web/adapters/journal/canonical-json.ts';
import type {
  BufferInfo,
  Journal,
  Journaled,
  KeptInfo,
  Parts,
  SessionMetadata,
} from '../../web/kernel/index.ts';
import { NO_NOTES, type Notes, notesModel, withNote } from './notes-model.ts';

export type JournalCases = Readonly<Record<string, (journal: Journal) => Promise<void>>>;

export const title = { title: 'Plan', description: null };

/** Fails with both values if they differ as JSON, ignoring the order of keys. */
export function same(actual: unknown, expected: unknown): void {
  const [is, shouldBe] = [canonicalJson([actual]), canonicalJson([expected])];
  if (is !== shouldBe) {
    throw new Error(`is ${is.slice(0, 300)}, should be ${shouldBe.slice(0, 300)}`);
  }
}

export function value<T>(answer: Journaled<T>): T {
  if (!answer.ok) throw new Error(`failed: ${answer.reason}, ${answer.message}`);
  return answer.value;
}

export function reason(answer: Journaled<unknown>, expected: string): void {
  same(answer.ok ? 'ok' : answer.reason, expected);
}

export function newInfo(fields: Partial<BufferInfo> = {}): BufferInfo {
  return {
    bufferId: unique(),
    ownerId: unique(),
    sessionId: null,
    schemaVersion: 1,
    base: null,
    createKey: 'k'.repeat(22),
    createdAtMs: 1_000,
    lastModifiedMs: 1_000,
    ...fields,
  };
}

export function note(id: string, text: string): Notes {
  return withNote(NO_NOTES, id, text);
}

export function parts(content: Notes): Parts {
  return new Map([...notesModel.split(content), ['metadata', title]]);
}

/** Commits a whole buffer as generation 1. @returns its root hash */
export async function begin(journal: Journal, info: BufferInfo, content: Notes): Promise<string> {
  const commit = { info, generation: 1, whole: parts(content), base: null };
  return value(await journal.commit(commit)).rootHash;
}

export async function edit(
  journal: Journal,
  info: BufferInfo,
  generation: number,
  id: string,
  text: string,
  onGeneration = generation - 1,
): Promise<string> {
  const changes = new Map([[`note:${id}`, { text }]]);
  return value(await journal.commit({ info, generation, changes, onGeneration })).rootHash;
}

export async function offered(journal: Journal, ownerId: string): Promise<string[]> {
  return value(await journal.buffers(ownerId)).map(({ bufferId }) => bufferId);
}

export function metadata(version: number, name = 'Plan'): SessionMetadata {
  const at = '2026-11-22T08:00:00.000Z';
  return {
    id: 's1',
    ownerId: 'o',
    title: name,
    description: null,
    createdAt: at,
    updatedAt: at,
    version,
    contentHash: '0'.repeat(64),
    etag: `"${version}"`,
  };
}

export function keptInfo(ownerId: string, side: KeptInfo['side'], keptAtMs: number): KeptInfo {
  return {
    ...title,
    ownerId,
    sessionId: null,
    side,
    version: null,
    keptAtMs: Date.now() + keptAtMs,
  };
}

let count = 0;
export function unique(): string {
  count += 1;
  return `id-${count}-${Math.random().toString(36).slice(2)}`;
}

export async function textOf({ bytes, encoding }: { bytes: Uint8Array; encoding: string }) {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  const plain = encoding === 'gzip' ? stream.pipeThrough(new DecompressionStream('gzip')) : stream;
  return new Response(plain).text();
}

export async function contentOf(body: { bytes: Uint8Array; encoding: string }): Promise<string> {
  return JSON.parse(await textOf(body)).content;
}

export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
