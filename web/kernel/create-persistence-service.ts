import type { Context } from './context.ts';
import { openContent, openSession } from './context.ts';
import { type Metadata, plainMetadata } from './metadata.ts';
import { createPageEvents } from './page-events.ts';
import type { Dependencies, PersistenceService } from './persistence-service.ts';
import type { TabMessage } from './ports/tabs.ts';
import { readContent } from './read-content.ts';
import { assemble } from './recovery/assemble.ts';
import { clearEntries } from './recovery/buffer-entries.ts';
import { damagedEntries } from './recovery/damaged-entries.ts';
import { createDesk } from './recovery/desk.ts';
import { createFlow } from './recovery/flow.ts';
import { offeredBuffers, unsavedElsewhere } from './recovery/offers.ts';
import { readBuffer } from './recovery/read-buffer.ts';
import { openingProblem } from './save/problems.ts';
import type { Target } from './state.ts';
import { createStore } from './store.ts';
import { DEFAULT_TIMINGS } from './timings.ts';
import { createWake } from './wake.ts';

const UNTITLED: Metadata = { title: 'Untitled session', description: null };

/** Puts the kernel together. One per page; `close` ends everything it started. */
export function createPersistenceService<Content>(
  dependencies: Dependencies<Content>,
): PersistenceService<Content> {
  const { clock, connectivity, entries, journal, model, ownerId, tabs } = dependencies;
  const context: Context<Content> = {
    ...dependencies,
    timings: { ...DEFAULT_TIMINGS, ...dependencies.timings },
    store: createStore<Content>(),
    wake: createWake(),
    onServerChange(what) {
      desk.open?.watcher.start();
      dependencies.onServerChange?.(what);
    },
  };
  const { store, wake } = context;
  const desk = createDesk(context);
  const flow = createFlow(context, desk);
  const endings = [
    connectivity.subscribe(createPageEvents(context, desk)),
    tabs.subscribe(onMessage),
  ];

  function onMessage(message: TabMessage): void {
    if (message.type === 'signedIn') signedIn(message.ownerId);
    else void desk.open?.watcher.heard(message.metadata);
  }

  function signedIn(newOwnerId: string): void {
    const session = openSession(context);
    if (newOwnerId !== ownerId) {
      const waiting = session?.cloud.kind === 'signedOut' && session.cloud.waiting;
      if (session !== null) store.dispatch({ type: 'signedOut', otherUser: true, waiting });
      return;
    }
    if (session?.cloud.kind === 'signedOut' && desk.open?.copy.busy === false)
      store.dispatch({ type: 'sendEnded' });
    wake.ring();
  }

  function change(next: { content?: Content; metadata?: Metadata }): void {
    const before = openContent(context);
    if (before === null || desk.open === null) return;
    const { content = before.content } = next;
    const metadata = next.metadata ? plainMetadata(next.metadata) : before.metadata;
    if (content === before.content && metadata === before.metadata) return;
    const { copy, backup } = desk.open;
    copy.info = { ...copy.info, lastModifiedMs: clock.now() };
    store.dispatch({ type: 'edited', content, metadata });
    backup.touch();
  }

  return {
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,

    start: (target) => flow.start(targetOf(target)),
    newSession(content, metadata = UNTITLED, { dirty = false } = {}) {
      flow.forget();
      return desk.layNew(content, plainMetadata(metadata), dirty);
    },
    openSession: (id) => flow.open({ kind: 'session', id }),
    openSnapshot: (id) => flow.open({ kind: 'snapshot', id }),
    async closeSession() {
      flow.forget();
      await desk.clear();
      store.dispatch({ type: 'closed' });
    },
    async discardChanges() {
      await desk.clear({ deleteUnsaved: true });
      store.dispatch({ type: 'closed' });
    },

    edit: (content) => change({ content }),
    editMetadata: (metadata) => change({ metadata }),

    async save(metadata) {
      if (metadata !== undefined) change({ metadata });
      return desk.open?.saver.save() ?? { kind: 'nothingOpen' };
    },
    saveAs: async (metadata) =>
      desk.open?.saver.saveAs(plainMetadata(metadata)) ?? { kind: 'nothingOpen' },
    makeSnapshot: async (metadata) =>
      desk.open?.saver.makeSnapshot(plainMetadata(metadata)) ?? { kind: 'nothingOpen' },
    retry() {
      wake.ring();
      void flow.reload();
      const session = openSession(context);
      if (session?.local.kind === 'notBackedUp') void desk.open?.backup.flush();
      if (session?.cloud.kind === 'failed' && session.cloud.of === 'save')
        void desk.open?.saver.save();
    },

    recover: flow.recover,
    discard: flow.discard,
    notNow: flow.notNow,
    recoverable: () => offeredBuffers(context),
    unsavedElsewhere: () => unsavedElsewhere(context, desk.open?.copy.info.bufferId ?? null),
    async preview(bufferId) {
      const assembled = await assemble(context, bufferId);
      if (!assembled.ok) return { kind: 'failed', problem: assembled.problem };
      const { metadata, content } = assembled;
      return { kind: 'preview', metadata, content };
    },
    readBuffer: (bufferId) => readBuffer(context, bufferId),
    async damaged() {
      const inJournal = await journal.damaged(ownerId);
      return [...(inJournal.ok ? inJournal.value : []), ...damagedEntries(entries, ownerId)];
    },
    async readDamaged(id) {
      const entry = entries.read(id);
      if (entry !== null) return entry;
      const text = await journal.readDamaged(id);
      return text.ok ? text.value : null;
    },
    async deleteDamaged(id) {
      if (entries.read(id) === null) await journal.deleteDamaged(id);
      else entries.remove(id);
    },

    differences: async () =>
      desk.open?.resolver.differences() ?? { kind: 'differences', differences: [] },
    resolve: async (choice) => desk.open?.resolver.resolve(choice) ?? { kind: 'done' },
    async keptCopies() {
      const kept = await journal.kept(ownerId);
      return kept.ok ? kept.value : [];
    },
    async openKept(id) {
      const kept = await journal.openKept(id);
      if (!kept.ok) return openingProblem(kept);
      const read = readContent(model, kept.value.contentText);
      if (!read.ok) return read.problem;
      const { title, description } = kept.value.info;
      flow.forget();
      await desk.layNew(read.content, { title, description }, true);
      return null;
    },
    async deleteKept(id) {
      await journal.deleteKept(id);
    },

    pause: (reason) => desk.open?.backup.pause(reason) ?? (() => {}),
    flush: async () => (await desk.open?.backup.flush()) ?? true,
    lookNow: () => desk.open?.watcher.lookNow(),
    signedIn,
    async clearDevice() {
      await desk.clear({ deleteUnsaved: true });
      // What another tab shows as backed up must stay so.
      const held = await tabs.held();
      clearEntries(entries, ownerId, held);
      await journal.clear(ownerId, held);
      store.dispatch({ type: 'closed' });
    },
    async close() {
      await desk.clear();
      for (const end of endings) end();
    },
  };
}

function targetOf({
  sessionId,
  snapshotId,
}: {
  sessionId?: string;
  snapshotId?: string;
}): Target | null {
  if (snapshotId !== undefined) return { kind: 'snapshot', id: snapshotId };
  return sessionId === undefined ? null : { kind: 'session', id: sessionId };
}
