import type { Metadata } from '../ports/api.ts';
import type { Commit, Journal, Journaled, Prepared, PrepareOptions } from '../ports/journal.ts';
import type { ContentModel } from '../ports/model.ts';
import { contentParts, DRAFTS_PART, METADATA_PART } from '../state/work.ts';
import type { FakeClock } from './fake-clock.ts';
import { sha256 } from './fake-server.ts';
import { createJournalCalls, failure, type JournalCalls, ok } from './journal-calls.ts';
import {
  canonical,
  type DiskBuffer,
  isUnsaved,
  type MemoryDisk,
  type PartTexts,
  partsOfTexts,
  rootHash,
  textsOf,
  withMetadataText,
} from './memory-disk.ts';

interface Inline {
  /** Content up to this size is said to be small, all above to be huge. */
  smallMaxBytes: number;
}

export type MemoryJournal = Journal & JournalCalls & Inline;

/** A journal in memory that keeps the port's promises: in order, all of a call or nothing of it. */
export function createMemoryJournal<Content>(
  disk: MemoryDisk,
  model: ContentModel<Content>,
  clock: FakeClock,
): MemoryJournal {
  const calls = createJournalCalls(disk, clock);
  const { read, write } = calls;

  function textsFromServer(contentText: string, metadata: Metadata): PartTexts {
    const parts = model.split(model.migrate(JSON.parse(contentText)));
    return withMetadataText(textsOf(parts), metadata);
  }

  function flat(texts: PartTexts): string {
    return canonical(model.join(contentParts(partsOfTexts(texts))));
  }

  function change<T>(bufferId: string, work: (buffer: DiskBuffer) => T): Journaled<T> {
    const buffer = disk.buffers.get(bufferId);
    return buffer === undefined ? failure('missing') : ok(work(buffer));
  }

  function put(buffer: DiskBuffer): void {
    disk.buffers.set(buffer.info.bufferId, buffer);
  }

  function commit(commit: Commit): Journaled<PartTexts> {
    const { info, generation } = commit;
    const before = disk.buffers.get(info.bufferId);
    if ('whole' in commit) {
      const base = commit.base && textsOf(commit.base);
      const head = textsOf(commit.whole);
      put({ pins: new Map(), sent: [], ...before, info, generation, head, base });
      return ok(head);
    }
    if (before?.generation !== commit.onGeneration) return failure('stale');
    const head = new Map(before.head);
    for (const [name, part] of commit.changes) {
      if (part === undefined) head.delete(name);
      else head.set(name, canonical(part));
    }
    put({ ...before, info, generation, head });
    return ok(head);
  }

  function prepare(bufferId: string, options: PrepareOptions): Journaled<Prepared> {
    const buffer = disk.buffers.get(bufferId);
    const generation = options.generation ?? buffer?.generation ?? 0;
    const own = generation === buffer?.generation ? buffer.head : undefined;
    const texts = buffer?.pins.get(generation) ?? own;
    if (buffer === undefined || texts === undefined) return failure('missing');
    const sent = options.metadata ? withMetadataText(texts, options.metadata) : texts;
    const prepared = packed(generation, sent, options.expiresAt);
    if (options.pin) {
      const { title, description, contentHash } = prepared;
      const { createKey } = options.pin;
      const entry = { generation, title, description, contentHash, createKey };
      const others = buffer.sent.filter((one) => canonical(one) !== canonical(entry));
      const pins = new Map(buffer.pins).set(generation, texts);
      put({ ...buffer, pins, sent: [...others, entry] });
    }
    return ok(prepared);
  }

  function packed(generation: number, texts: PartTexts, expiresAt?: string | null): Prepared {
    const joined = model.join(contentParts(partsOfTexts(texts)));
    const content = canonical(joined);
    const { title, description } = JSON.parse(texts.get(METADATA_PART) ?? '{}') as Metadata;
    const sent = {
      title,
      description: description ?? '',
      content,
      ...(expiresAt && { expiresAt }),
      assets: model.assets?.(joined),
    };
    const json = JSON.stringify(sent);
    return {
      generation,
      title,
      description,
      contentHash: sha256(content),
      storedBytes: content.length,
      body: { bytes: new TextEncoder().encode(json), encoding: 'identity' },
    };
  }

  const methods: Journal & Inline = {
    smallMaxBytes: Number.POSITIVE_INFINITY,
    commit: (request) =>
      write('commit', () => {
        const head = commit(request);
        if (!head.ok) return head;
        const { length } = flat(head.value);
        const { generation } = request;
        const bytes = length <= journal.smallMaxBytes ? length : Number.POSITIVE_INFINITY;
        return ok({ generation, rootHash: rootHash(head.value), bytes });
      }),
    load: (info, generation, contentText) =>
      write('load', () => {
        if (info.base === null) return failure('failed');
        const head = textsFromServer(contentText, info.base);
        put({ info, generation, head, base: head, pins: new Map(), sent: [] });
        return ok({ rootHash: rootHash(head) });
      }),
    rebase: (info, contentText) =>
      write('rebase', () => {
        const buffer = disk.buffers.get(info.bufferId);
        const metadata = info.base as Metadata;
        const base =
          contentText === null
            ? buffer?.base && withMetadataText(buffer.base, metadata)
            : textsFromServer(contentText, metadata);
        if (buffer === undefined || !base) return failure('missing');
        put({ ...buffer, info, base });
        return ok({ baseRootHash: rootHash(base) });
      }),
    prepare: (bufferId, options) => write('prepare', () => prepare(bufferId, options)),
    pack: (parts, expiresAt) => read('pack', () => ok(packed(0, textsOf(parts), expiresAt))),
    confirmSaved: (info, generation) =>
      write('confirmSaved', () => {
        const buffer = disk.buffers.get(info.bufferId);
        const own = generation === buffer?.generation ? buffer.head : undefined;
        const saved = buffer?.pins.get(generation) ?? own;
        if (buffer === undefined || saved === undefined) return failure('missing');
        const base = withMetadataText(saved, info.base as Metadata);
        base.delete(DRAFTS_PART);
        const follows = buffer.head.get(METADATA_PART) === saved.get(METADATA_PART);
        const head = follows ? withMetadataText(buffer.head, info.base as Metadata) : buffer.head;
        put({ ...buffer, info, head, base, pins: new Map(), sent: [] });
        return ok({ baseRootHash: rootHash(base), headRootHash: rootHash(head) });
      }),
    unpin: (bufferId) =>
      write('unpin', () =>
        change(bufferId, (buffer) => put({ ...buffer, pins: new Map(), sent: [] })),
      ),
    buffers: (ownerId) =>
      read('buffers', () =>
        ok(
          [...disk.buffers.values()]
            .filter((buffer) => buffer.info.ownerId === ownerId && isUnsaved(buffer))
            .sort((a, b) => b.info.lastModifiedMs - a.info.lastModifiedMs)
            .map(({ info, generation, head }) => ({
              ...info,
              ...(JSON.parse(head.get(METADATA_PART) ?? '{}') as Metadata),
              generation,
              bytes: [...head.values()].join('').length,
            })),
        ),
      ),
    findBase: (ownerId, sessionId) =>
      read('findBase', () => {
        const [newest] = [...disk.buffers.values()]
          .filter(({ info }) => info.ownerId === ownerId && info.base?.id === sessionId)
          .sort((a, b) => (b.info.base?.version ?? 0) - (a.info.base?.version ?? 0));
        if (!newest?.base || !newest.info.base) return ok(null);
        return ok({ metadata: newest.info.base, parts: partsOfTexts(newest.base) });
      }),
    open: (bufferId) =>
      read('open', () => {
        if (disk.damaged.has(bufferId)) return failure('damaged');
        return change(bufferId, ({ info, generation, head, base, sent }) => ({
          info,
          generation,
          rootHash: rootHash(head),
          baseRootHash: base && rootHash(base),
          parts: partsOfTexts(head),
          baseParts: base && partsOfTexts(base),
          sent,
        }));
      }),
    remove: (bufferId) => write('remove', () => ok(void disk.buffers.delete(bufferId))),
    keep: (info, source) =>
      write('keep', () => {
        const id = `kept-${disk.kept.size + 1}`;
        const buffer = 'bufferId' in source ? disk.buffers.get(source.bufferId) : undefined;
        if ('bufferId' in source && buffer === undefined) return failure('missing');
        const contentText =
          'contentText' in source ? source.contentText : buffer && flat(buffer.head);
        disk.kept.set(id, { info, contentText: contentText ?? '' });
        return ok(id);
      }),
    kept: (ownerId) =>
      read('kept', () =>
        ok(
          [...disk.kept]
            .filter(([, { info }]) => info.ownerId === ownerId)
            .sort(([, a], [, b]) => b.info.keptAtMs - a.info.keptAtMs)
            .map(([id, { info, contentText }]) => ({ ...info, id, bytes: contentText.length })),
        ),
      ),
    openKept: (id) =>
      read('openKept', () => {
        const kept = disk.kept.get(id);
        return kept === undefined ? failure('missing') : ok(kept);
      }),
    deleteKept: (id) => write('deleteKept', () => ok(void disk.kept.delete(id))),
    damaged: () =>
      read('damaged', () =>
        ok([...disk.damaged.keys()].map((id) => ({ id, foundAtMs: 0, title: null, why: '' }))),
      ),
    deleteDamaged: (id) => write('deleteDamaged', () => ok(void disk.damaged.delete(id))),
    restOf: () => read('restOf', () => failure('damaged')),
    readDamaged: (id) => read('readDamaged', () => ok(canonical(disk.damaged.get(id)))),
    clear: (ownerId, but) =>
      write('clear', () => {
        for (const [id, { info }] of disk.buffers)
          if (info.ownerId === ownerId && !but.has(id)) disk.buffers.delete(id);
        for (const [id, { info }] of disk.kept) if (info.ownerId === ownerId) disk.kept.delete(id);
        return ok(undefined);
      }),
  };
  const journal = Object.assign(calls, methods);
  return journal;
}
