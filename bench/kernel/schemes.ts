import {
  createClock,
  createConnectivity,
  createJournalClient,
  createTabs,
  type JournalHost,
  journalHosts,
  localEntries,
} from '../../web/adapters/index.ts';
import { type Api, createPersistenceService } from '../../web/kernel/index.ts';
import { partsModel } from '../../web/workbench/content/parts-model.ts';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import type { MainThread } from './main-thread.ts';

/** A scheme that stores an edit on this device, 200 ms after it. */
export interface Scheme {
  /** Called with the content after an edit; resolves when the edit is stored or storing has failed. */
  store(content: SessionContent): Promise<void>;
  close(): Promise<void>;
}

const DEBOUNCE_MS = 200;
const KEY = 'bench:session';

/** The kernel as the product runs it: parts, Worker, journal, entry. */
export async function ours(mainThread: MainThread, content: SessionContent): Promise<Scheme> {
  const clock = createClock();
  const hosts = journalHosts('/journal.js');
  const service = createPersistenceService<SessionContent>({
    model: {
      ...partsModel,
      read: (value) => ({ ok: true, content: value as SessionContent }),
      merging: async () => ({ label: (name) => name }),
    },
    // Nothing is sent: the bench measures only the device.
    api: {} as Api,
    journal: createJournalClient({
      startWorker: () => counted(mainThread, hosts.startWorker()),
      startInPage: () => {
        throw new Error('The Worker did not answer.');
      },
    }),
    entries: localEntries,
    tabs: createTabs(),
    clock: { ...clock, after: (ms, run) => clock.after(ms, () => mainThread.count(run)) },
    connectivity: createConnectivity(),
    ownerId: 'bench',
  });
  const backedUp = () =>
    new Promise<void>((done) => {
      const stop = service.subscribe((state) => {
        if (state.kind !== 'Loaded' || state.mode !== 'session') return;
        if (state.local.kind !== 'backedUp') return;
        stop();
        done();
      });
    });
  await service.newSession(content, { title: 'Bench', description: null }, { dirty: true });
  await service.flush();
  return {
    store(next) {
      const stored = backedUp();
      mainThread.count(() => service.edit(next));
      return stored;
    },
    close: async () => {
      await service.clearDevice();
    },
  };
}

/** Counts the handling of the Worker's replies as main thread work. */
function counted(mainThread: MainThread, host: JournalHost): JournalHost {
  const { endpoint } = host;
  return {
    terminate: () => host.terminate(),
    onCrash: (listener) => host.onCrash(listener),
    endpoint: {
      postMessage: (message) => endpoint.postMessage(message),
      addEventListener: (type, listener) =>
        endpoint.addEventListener(type, (event) => mainThread.count(() => listener(event))),
    },
  };
}

/** The original's scheme: sorts keys recursively, stringifies with indentation three times, hashes, localStorage. */
export const original = (mainThread: MainThread): Scheme =>
  debounced(async (content) => {
    const text = mainThread.count(() => indented(content));
    await hashed(mainThread, text);
    mainThread.count(() => indented(content));
    mainThread.count(() => write(indented({ metadata: { title: 'Bench' }, content })));
  });

/** The simplest scheme: stringifies once, hashes, localStorage. */
export const plain = (mainThread: MainThread): Scheme =>
  debounced(async (content) => {
    const text = mainThread.count(() => JSON.stringify(content));
    await hashed(mainThread, text);
    mainThread.count(() => write(text));
  });

function debounced(write: (content: SessionContent) => Promise<void>): Scheme {
  return {
    store: (content) =>
      new Promise((stored, failed) => {
        setTimeout(() => void write(content).then(stored, failed), DEBOUNCE_MS);
      }),
    close: async () => localStorage.removeItem(KEY),
  };
}

function indented(value: unknown): string {
  return JSON.stringify(sorted(value), null, 2);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

async function hashed(mainThread: MainThread, text: string): Promise<void> {
  // Counted as a task, because in Chromium `digest` blocks the main thread.
  await mainThread.count(() => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

/** What does not fit is not stored, as in these schemes. */
function write(text: string): void {
  try {
    localStorage.setItem(KEY, text);
  } catch {
    localStorage.removeItem(KEY);
  }
}
