/**
 * What every journal must do, as cases that run wherever a journal does: in Node over memory, and in the
 * page over the real Worker and IndexedDB. So they bring their own checks.
 */

import { canonicalJson } from '../../web/adapters/journal/canonical-json.ts';
import type { SessionMetadata } from '../../web/kernel/metadata.ts';
import type {
  BufferInfo,
  Journal,
  Journaled,
  KeptInfo,
  Parts,
} from '../../web/kernel/ports/journal.ts';
import { NO_NOTES, type Notes, notesModel, withNote } from './notes-model.ts';

export type JournalCase = (journal: Journal) => Promise<void>;

const title = { title: 'Plan', description: null };

export const journalCases: Readonly<Record<string, JournalCase>> = {
  'A committed whole is opened as it was, with its base': async (journal) => {
    const info = newInfo();
    const [base, head] = [parts(note('a', 'one')), parts(note('a', 'two'))];
    const { rootHash } = value(await journal.commit({ info, generation: 1, whole: head, base }));
    const opened = value(await journal.open(info.bufferId));
    same([...opened.parts].sort(), [...head].sort());
    same([...(opened.baseParts ?? [])].sort(), [...base].sort());
    same(opened.rootHash, rootHash);
    same(opened.baseRootHash === rootHash, false);
    same([opened.generation, opened.info, opened.sent], [1, info, []]);
  },

  'Changes build on the head: changed, added and removed parts': async (journal) => {
    const info = newInfo();
    await begin(journal, info, withNote(note('a', 'one'), 'b', 'two'));
    const changes = new Map<string, unknown>([
      ['note:a', { text: 'changed' }],
      ['note:b', undefined],
      ['note:c', { text: 'added' }],
    ]);
    value(await journal.commit({ info, generation: 2, changes, onGeneration: 1 }));
    const opened = value(await journal.open(info.bufferId));
    same(opened.parts.get('note:a'), { text: 'changed' });
    same(opened.parts.has('note:b'), false);
    same(opened.parts.get('note:c'), { text: 'added' });
    same(opened.generation, 2);
  },

  'Changes on another generation than the head are refused as stale': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'one'));
    const changes = new Map([['note:a', { text: 'lost?' }]]);
    reason(await journal.commit({ info, generation: 9, changes, onGeneration: 8 }), 'stale');
    same(value(await journal.open(info.bufferId)).parts.get('note:a'), { text: 'one' });
  },

  'Changes to a buffer that is not there are refused as stale': async (journal) => {
    const changes = new Map([['note:a', { text: 'one' }]]);
    const commit = { info: newInfo(), generation: 2, changes, onGeneration: 1 };
    reason(await journal.commit(commit), 'stale');
  },

  'The root hash comes back when an edit is undone': async (journal) => {
    const info = newInfo();
    const first = await begin(journal, info, note('a', 'one'));
    const second = await edit(journal, info, 2, 'a', 'two');
    const third = await edit(journal, info, 3, 'a', 'one');
    same([second === first, third === first], [false, true]);
  },

  'The order in which keys were written does not matter': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'one'));
    const one = new Map([['note:a', { text: 'x', more: { b: 1, a: 2 } }]]);
    const two = new Map([['note:a', { more: { a: 2, b: 1 }, text: 'x' }]]);
    const first = await journal.commit({ info, generation: 2, changes: one, onGeneration: 1 });
    const second = await journal.commit({ info, generation: 3, changes: two, onGeneration: 2 });
    same(value(first).rootHash, value(second).rootHash);
  },

  'A key called __proto__ is data all the way': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'one'));
    const roots = [];
    for (const generation of [2, 3]) {
      const part = JSON.parse(`{"text":"x","__proto__":{"polluted":${generation}}}`);
      const changes = new Map([['note:a', part]]);
      const commit = { info, generation, changes, onGeneration: generation - 1 };
      roots.push(value(await journal.commit(commit)).rootHash);
    }
    same(roots[0] === roots[1], false);
    same(Reflect.get({}, 'polluted'), undefined);
    const prepared = value(await journal.prepare(info.bufferId, {}));
    same((await contentOf(prepared.body)).includes('"__proto__":{"polluted":3}'), true);
  },

  'Small content comes back flat with every commit, and large content does not': async (
    journal,
  ) => {
    const info = newInfo();
    const whole = parts(note('a', 'one'));
    const small = value(await journal.commit({ info, generation: 1, whole, base: null }));
    same(JSON.parse(small.content ?? 'null'), note('a', 'one'));
    const changes = new Map([['note:a', { text: 'x'.repeat(70_000) }]]);
    const large = await journal.commit({ info, generation: 2, changes, onGeneration: 1 });
    same(value(large).content, null);
  },

  'Loaded content is head and base, clean until the first edit': async (journal) => {
    const info = newInfo({ base: metadata(1) });
    const loaded = await journal.load(info, 0, JSON.stringify(note('a', 'one')));
    const opened = value(await journal.open(info.bufferId));
    same([opened.rootHash, opened.baseRootHash], [value(loaded).rootHash, value(loaded).rootHash]);
    same(opened.parts.get('metadata'), title);
    same(await offered(journal, info.ownerId), []);
    await edit(journal, info, 1, 'a', 'two', 0);
    same(await offered(journal, info.ownerId), [info.bufferId]);
  },

  'A rebase moves the base and leaves the head': async (journal) => {
    const info = newInfo({ base: metadata(1) });
    value(await journal.load(info, 0, JSON.stringify(note('a', 'one'))));
    const rootHash = await edit(journal, info, 1, 'a', 'mine', 0);
    const theirs = { ...info, base: metadata(2, 'Theirs') };
    value(await journal.rebase(theirs, JSON.stringify(note('a', 'theirs'))));
    const opened = value(await journal.open(info.bufferId));
    same(opened.rootHash, rootHash);
    same(opened.baseParts?.get('note:a'), { text: 'theirs' });
    same(opened.baseParts?.get('metadata'), { title: 'Theirs', description: null });
    same(opened.info.base?.version, 2);
    value(await journal.rebase({ ...info, base: metadata(3, 'Renamed') }, null));
    const renamed = value(await journal.open(info.bufferId));
    same(renamed.baseParts?.get('note:a'), { text: 'theirs' });
    same(renamed.baseParts?.get('metadata'), { title: 'Renamed', description: null });
  },

  'What is prepared is the request body, and the same content is the same text': async (
    journal,
  ) => {
    const info = newInfo();
    const rootHash = await begin(journal, info, note('a', 'x'.repeat(5_000)));
    const prepared = value(await journal.prepare(info.bufferId, {}));
    const body = JSON.parse(await textOf(prepared.body));
    same([body.title, body.description], ['Plan', '']);
    same(JSON.parse(body.content), note('a', 'x'.repeat(5_000)));
    same(prepared.contentHash, await sha256(body.content));
    same(prepared.contentBytes, body.content.length);
    same(prepared.storedBytes <= prepared.contentBytes, true);
    same([prepared.generation, prepared.rootHash], [1, rootHash]);
    const packed = value(await journal.pack(parts(note('a', 'x'.repeat(5_000)))));
    same([packed.generation, packed.contentHash], [0, prepared.contentHash]);
    same(packed.rootHash, rootHash);
  },

  'Another title can be sent without changing the buffer': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'one'));
    const other = { title: 'Copy', description: 'Of the plan' };
    const prepared = value(await journal.prepare(info.bufferId, { metadata: other }));
    const body = JSON.parse(await textOf(prepared.body));
    same([body.title, body.description], ['Copy', 'Of the plan']);
    same([prepared.title, prepared.description], ['Copy', 'Of the plan']);
    same(value(await journal.open(info.bufferId)).parts.get('metadata'), title);
  },

  'A pinned generation can be prepared again after later edits, byte for byte': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'sent'));
    const pin = { createKey: 'k'.repeat(22) };
    const first = value(await journal.prepare(info.bufferId, { pin }));
    await edit(journal, info, 2, 'a', 'later');
    const again = value(await journal.prepare(info.bufferId, { generation: 1 }));
    same([...again.body.bytes], [...first.body.bytes]);
    const { sent } = value(await journal.open(info.bufferId));
    same(sent, [{ generation: 1, contentHash: first.contentHash, ...pin, ...title }]);
    value(await journal.unpin(info.bufferId));
    same(value(await journal.open(info.bufferId)).sent, []);
    reason(await journal.prepare(info.bufferId, { generation: 1 }), 'missing');
  },

  'Two things sent of one generation are both remembered': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'sent'));
    const copy = { title: 'Copy', description: null };
    value(await journal.prepare(info.bufferId, { pin: { createKey: null } }));
    const copyPin = { metadata: copy, pin: { createKey: 'k'.repeat(22) } };
    for (const options of [copyPin, copyPin]) {
      value(await journal.prepare(info.bufferId, options));
    }
    const { sent } = value(await journal.open(info.bufferId));
    same(
      sent.map((one) => [one.generation, one.title]),
      [
        [1, 'Plan'],
        [1, 'Copy'],
      ],
    );
  },

  'Settled: exactly what was sent is the base, later edits stay unsaved': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'sent'));
    value(await journal.prepare(info.bufferId, { pin: { createKey: null } }));
    await edit(journal, info, 2, 'a', 'later');
    const saved = { ...info, sessionId: 's1', base: metadata(1) };
    const { baseRootHash, headRootHash } = value(await journal.settle(saved, 1));
    same(baseRootHash === headRootHash, false);
    const opened = value(await journal.open(info.bufferId));
    same(opened.parts.get('note:a'), { text: 'later' });
    same(opened.baseParts?.get('note:a'), { text: 'sent' });
    same([opened.sent, opened.info.sessionId], [[], 's1']);
    same(await offered(journal, info.ownerId), [info.bufferId]);
  },

  'Settled without later edits, the buffer is clean, also under a new title': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'sent'));
    value(await journal.prepare(info.bufferId, { pin: { createKey: null } }));
    const saved = { ...info, sessionId: 's1', base: metadata(1, 'Named when saved') };
    const { baseRootHash, headRootHash } = value(await journal.settle(saved, 1));
    same(baseRootHash, headRootHash);
    const opened = value(await journal.open(info.bufferId));
    same(opened.parts.get('metadata'), { title: 'Named when saved', description: null });
    same(await offered(journal, info.ownerId), []);
  },

  'A title changed after sending stays changed': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'sent'));
    value(await journal.prepare(info.bufferId, { pin: { createKey: null } }));
    const mine = { title: 'Mine', description: null };
    const changes = new Map([['metadata', mine]]);
    value(await journal.commit({ info, generation: 2, changes, onGeneration: 1 }));
    value(await journal.settle({ ...info, sessionId: 's1', base: metadata(1) }, 1));
    same(value(await journal.open(info.bufferId)).parts.get('metadata'), mine);
  },

  'Buffers are offered to their owner alone, the latest first': async (journal) => {
    const ownerId = unique();
    const [older, newer] = [newInfo({ ownerId }), newInfo({ ownerId, lastModifiedMs: 2_000 })];
    await begin(journal, older, note('a', 'one'));
    await begin(journal, newer, note('a', 'two'));
    same(await offered(journal, ownerId), [newer.bufferId, older.bufferId]);
    same(await offered(journal, unique()), []);
    const [first] = value(await journal.buffers(ownerId));
    same([first?.title, first?.generation, first?.lastModifiedMs], ['Plan', 1, 2_000]);
    same((first?.bytes ?? 0) > 20, true);
  },

  'A removed buffer is gone': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'one'));
    value(await journal.remove(info.bufferId));
    reason(await journal.open(info.bufferId), 'missing');
    same(await offered(journal, info.ownerId), []);
  },

  'A kept head and a kept text can be opened, and deleted': async (journal) => {
    const info = newInfo();
    const { bufferId, ownerId } = info;
    await begin(journal, info, note('a', 'mine'));
    const mine = value(await journal.keep(keptInfo(ownerId, 'mine', 1), { bufferId }));
    const contentText = '{ "order": [],  "as": "it came" }';
    const theirs = value(await journal.keep(keptInfo(ownerId, 'theirs', 2), { contentText }));
    value(await journal.remove(bufferId));
    const copies = value(await journal.kept(ownerId));
    same(
      copies.map(({ id, side }) => [id, side]),
      [
        [theirs, 'theirs'],
        [mine, 'mine'],
      ],
    );
    const opened = value(await journal.openKept(mine));
    same(JSON.parse(opened.contentText), note('a', 'mine'));
    same(value(await journal.openKept(theirs)).contentText, contentText);
    same(value(await journal.kept(unique())), []);
    value(await journal.deleteKept(mine));
    same(value(await journal.kept(ownerId)).length, 1);
    reason(await journal.openKept(mine), 'missing');
  },

  'Clearing takes everything of one owner and nothing of another': async (journal) => {
    const [mine, other] = [newInfo(), newInfo()];
    for (const info of [mine, other]) {
      await begin(journal, info, note('a', 'the same text'));
      value(await journal.keep(keptInfo(info.ownerId, 'mine', 1), { bufferId: info.bufferId }));
    }
    value(await journal.clear(mine.ownerId));
    same(await offered(journal, mine.ownerId), []);
    same(value(await journal.kept(mine.ownerId)), []);
    const opened = value(await journal.open(other.bufferId));
    same(opened.parts.get('note:a'), { text: 'the same text' });
    const [copy] = value(await journal.kept(other.ownerId));
    same(JSON.parse(value(await journal.openKept(copy?.id ?? '')).contentText).order, ['a']);
  },
};

/** Fails with both values where they differ as JSON, whatever the order of their keys. */
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

/** Commits a whole as generation 1. @returns its root hash */
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

async function offered(journal: Journal, ownerId: string): Promise<string[]> {
  return value(await journal.buffers(ownerId)).map(({ bufferId }) => bufferId);
}

function metadata(version: number, name = 'Plan'): SessionMetadata {
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

function keptInfo(ownerId: string, side: KeptInfo['side'], keptAtMs: number): KeptInfo {
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
function unique(): string {
  count += 1;
  return `id-${count}-${Math.random().toString(36).slice(2)}`;
}

async function textOf({ bytes, encoding }: { bytes: Uint8Array; encoding: string }) {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  const plain = encoding === 'gzip' ? stream.pipeThrough(new DecompressionStream('gzip')) : stream;
  return new Response(plain).text();
}

async function contentOf(body: { bytes: Uint8Array; encoding: string }): Promise<string> {
  return JSON.parse(await textOf(body)).content;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
