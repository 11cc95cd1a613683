import type { Metadata } from './ports/api.ts';
import type { PageEvent, TabMessage } from './ports/browser.ts';
import { deviceProblem, valueOr } from './ports/problem.ts';
import {
  assemble,
  offeredBuffers,
  readBuffer,
  restOfDamaged,
  unsavedElsewhere,
} from './recovery/buffers.ts';
import { createOpener } from './recovery/open.ts';
import type { Resolver } from './session/conflict.ts';
import { type Context, createStore, createTrigger, DEFAULT_TIMINGS } from './session/context.ts';
import { clearEntries, damagedEntries } from './session/entry.ts';
import type { Dependencies, PersistenceService } from './session/persistence-service.ts';
import type { Saver } from './session/save.ts';
import { createSessionOwner, type OpenSession, reclaimBuffer } from './session/session.ts';
import { isSameWork, plainMetadata, type Work, withDraft, workOf } from './state/work.ts';

const UNTITLED: Metadata = { title: 'Untitled session', description: null };

/** Creates the kernel with all its parts. One per page; `close` ends everything that it started. */
export function createPersistenceService<Content>(
  dependencies: Dependencies<Content>,
): PersistenceService<Content> {
  const { clock, connectivity, entries, journal, ownerId, tabs } = dependencies;
  const context: Context = {
    ...dependencies,
    timings: { ...DEFAULT_TIMINGS, ...dependencies.timings },
    store: createStore(),
    resume: createTrigger(),
  };
  const { store, resume } = context;
  const owner = createSessionOwner(context);
  const opener = createOpener(context, owner);
  /** The session whose buffer was released at page unload. The page may come back from the back/forward cache. */
  let released: OpenSession | null = null;
  const endings = [connectivity.subscribe(onPageEvent), tabs.subscribe(onMessage)];

  /** Backs up what it can before page unload, and looks what happened meanwhile when the page comes back. */
  function onPageEvent(event: PageEvent): void {
    const { open } = owner;
    const session = open?.own.session;
    switch (event) {
      case 'online':
        resume.now();
        if (session?.access === 'offline')
          open?.own.dispatch({ type: 'accessChanged', access: 'open' });
        open?.watcher.pollNow();
        break;
      case 'offline':
        if (session?.access === 'open')
          open?.own.dispatch({ type: 'accessChanged', access: 'offline' });
        break;
      case 'hidden':
      case 'freeze':
      case 'pagehide':
        if (open) dependencies.commitEditors?.();
        open?.backup.writeEntryNow();
        void open?.backup.flush();
        open?.watcher.pause();
        // Browsers do not put a page that holds locks into the back/forward cache.
        if (event === 'pagehide' && session) {
          tabs.release(session.buffer.bufferId, false);
          released = open;
        }
        break;
      case 'pageshow':
        if (open && open === released) reclaimBuffer(open);
        released = null;
        open?.watcher.pollNow();
        break;
      case 'active':
        tabs.post({ type: 'active' });
        open?.watcher.active();
        break;
      case 'visible':
      case 'resume':
        open?.watcher.pollNow();
        break;
    }
  }

  function onMessage(message: TabMessage): void {
    if (message.type === 'signedIn') signedIn(message.ownerId);
    else if (message.type === 'active') owner.open?.watcher.active();
    else if (message.type === 'head') void owner.open?.watcher.onHead(message.metadata);
  }

  function signedIn(newOwnerId: string): void {
    const { own } = owner.open ?? {};
    if (newOwnerId !== ownerId) {
      own?.dispatch({ type: 'accessChanged', access: 'otherUser' });
      return;
    }
    if (own?.session && own.session.access !== 'offline')
      own.dispatch({ type: 'accessChanged', access: 'open' });
    resume.now();
  }

  function edit(next: (work: Work) => Work): void {
    const { open } = owner;
    if (!open?.own.session) return;
    const { own, backup } = open;
    const { work } = open.own.session;
    const edited = next(work);
    if (isSameWork(edited, work)) return;
    own.dispatch({ type: 'edited', work: edited, atMs: clock.now() });
    backup.touch();
  }

  function editMetadata(metadata: Metadata): void {
    edit((work) => workOf(work.content, metadata, work.drafts));
  }

  /** What is typed in editors is part of what is sent. */
  async function send<T>(act: (saver: Saver) => Promise<T>) {
    dependencies.commitEditors?.();
    return owner.open ? act(owner.open.saver) : ({ kind: 'nothingOpen' } as const);
  }

  /** If the code for conflicts cannot be loaded, the call fails with that problem and nothing changes. */
  async function withResolver<T>(act: (resolver: Resolver) => Promise<T>, otherwise: T) {
    let resolver: Resolver | undefined;
    try {
      resolver = await owner.open?.resolver();
    } catch (error) {
      const problem = { kind: 'network', message: String(error) } as const;
      return { kind: 'failed', problem } as const;
    }
    return resolver ? act(resolver) : otherwise;
  }

  const service: PersistenceService<unknown> = {
    get state() {
      return store.view;
    },
    subscribe: store.subscribe,

    start({ sessionId, snapshotId }) {
      if (snapshotId !== undefined) return opener.start({ kind: 'snapshot', id: snapshotId });
      return opener.start(sessionId === undefined ? null : { kind: 'session', id: sessionId });
    },
    newSession(content, metadata = UNTITLED, { dirty = false } = {}) {
      opener.forget();
      return owner.openNew(workOf(content, metadata), dirty);
    },
    openSession: (id) => opener.open({ kind: 'session', id }),
    openSnapshot: (id) => opener.open({ kind: 'snapshot', id }),
    async closeSession() {
      opener.forget();
      await owner.close();
      store.dispatch({ type: 'replaced', by: { kind: 'Empty' } });
    },

    edit: (content) => edit((work) => ({ ...work, content })),
    editMetadata,
    draft: (key, draft) => edit((work) => withDraft(work, key, draft)),

    save: (metadata) =>
      send((saver) => {
        if (metadata !== undefined) editMetadata(metadata);
        return saver.save();
      }),
    saveAs: (metadata) => send((saver) => saver.saveAs(plainMetadata(metadata))),
    makeSnapshot: (metadata, expiresAt = null) =>
      send((saver) => saver.makeSnapshot(plainMetadata(metadata), expiresAt)),
    stopSending: () => owner.open?.own.stop.now(),
    retry() {
      resume.now();
      void opener.reload();
      const { open } = owner;
      void open?.backup.flush();
      if (open?.own.session?.failure?.of === 'save') void open.saver.save();
    },

    recover: opener.recover,
    openRest: opener.openRest,
    discard: opener.discard,
    notNow: opener.notNow,
    recoverable: () => offeredBuffers(context),
    unsavedElsewhere: () =>
      unsavedElsewhere(context, owner.open?.own.session?.buffer.bufferId ?? null),
    async preview(bufferId) {
      const assembled = await assemble(context, bufferId);
      if (!assembled.ok) return { kind: 'failed', problem: assembled.problem };
      const { attempts, base, work } = assembled.session;
      return { kind: 'preview', ...work, base: base?.work, attempts };
    },
    readBuffer: (bufferId) => readBuffer(context, bufferId),
    async damaged() {
      const inJournal = valueOr(await journal.damaged(ownerId), []);
      return [...inJournal, ...damagedEntries(entries, ownerId)];
    },
    async readDamaged(id) {
      return entries.read(id) ?? valueOr(await journal.readDamaged(id), null);
    },
    restOfDamaged: (id) => restOfDamaged(context, id),
    async deleteDamaged(id) {
      if (entries.read(id) === null) await journal.deleteDamaged(id);
      else entries.remove(id);
    },

    differences: () =>
      withResolver((resolver) => resolver.differences(), { kind: 'differences', differences: [] }),
    resolve: (choice) => withResolver((resolver) => resolver.resolve(choice), { kind: 'done' }),
    keptCopies: async () => valueOr(await journal.kept(ownerId), []),
    readKept: async (id) => valueOr(await journal.openKept(id), null)?.contentText ?? null,
    async deleteKept(id) {
      await journal.deleteKept(id);
    },

    flush: async () => (await owner.open?.backup.flush()) ?? true,
    keepNow: () => owner.open?.backup.writeEntryNow() ?? true,
    backUpAnew: () => owner.open?.backup.backUpAnew(),
    pollNow: () => owner.open?.watcher.pollNow(),
    signedIn,
    async clearDevice() {
      const { bufferId } = owner.open?.own.session?.buffer ?? {};
      // What another tab shows as backed up must remain backed up.
      const others = new Set([...(await tabs.held())].filter((id) => id !== bufferId));
      const cleared = await journal.clear(ownerId, others);
      if (!cleared.ok) return deviceProblem(cleared);
      await owner.close({ deleteUnsaved: true });
      clearEntries(entries, ownerId, others);
      store.dispatch({ type: 'replaced', by: { kind: 'Empty' } });
      return null;
    },
    async close() {
      await owner.close();
      for (const end of endings) end();
    },
  };
  // It gives back only contents that it was given or that the model has read.
  return service as PersistenceService<Content>;
}
