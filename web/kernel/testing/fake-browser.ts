import { statusWords } from '../../ui/words/status-words.ts';
import type { DeviceAssets, Entries, TabMessage } from '../ports/browser.ts';
// Loaded on demand, it would take real time, of which the clock of a test knows nothing.
import '../session/upload.ts';
import { createPersistenceService } from '../service.ts';
import type { PersistenceService } from '../session/persistence-service.ts';
import { createFakeApi, type FakeApi } from './fake-api.ts';
import type { FakeClock } from './fake-clock.ts';
import { createFakeConnectivity, type FakeConnectivity } from './fake-connectivity.ts';
import type { FakeServer } from './fake-server.ts';
import { addLine, type Lists, linesOf, listModel } from './list-model.ts';
import { createMemoryDisk, type MemoryDisk } from './memory-disk.ts';
import { createMemoryEntries, type MemoryEntries } from './memory-entries.ts';
import { createMemoryJournal, type MemoryJournal } from './memory-journal.ts';
import { createMemoryTabs, createTabRegistry } from './memory-tabs.ts';

/** One browser: what its tabs share, and what outlives them. */
export interface FakeBrowser {
  readonly disk: MemoryDisk;
  readonly entries: MemoryEntries;
  /** Assets on this device, by hash. */
  readonly assets: Map<string, Uint8Array>;
  /** Those of them that are only in a page's memory. */
  readonly unstored: Set<string>;
  openTab(sessionStorage?: { bufferId: string | null }): FakeTab;
}

export interface FakeTab {
  readonly service: PersistenceService<Lists>;
  readonly api: FakeApi;
  readonly journal: MemoryJournal;
  readonly connectivity: FakeConnectivity;
  /** The status line. */
  readonly words: string;
  /** The lines shown now; none where nothing is open. */
  readonly lines: readonly string[];
  /** What this tab has said to have changed in the lists of the cloud. */
  readonly serverChanges: readonly string[];
  /** What open editors do when they are asked to commit. */
  commitEditors: () => void;
  /** Adds a line to a list, as a person would. */
  write(line: string, list?: string): void;
  /** Another tab of this browser says this. */
  hear(message: TabMessage): void;
  /** Gone without a word, as by SIGKILL; the journal may still carry out what it was asked for. */
  crash(landsAfterwards?: () => boolean): void;
  /** The tab reloads: its last events, then a new page with the same sessionStorage. */
  reload(): FakeTab;
  /** The person closes the tab. */
  close(landsAfterwards?: () => boolean): void;
}

export function createFakeBrowser(
  server: FakeServer,
  clock: FakeClock,
  ownerId = 'alice',
): FakeBrowser {
  const disk = createMemoryDisk();
  const entries = createMemoryEntries();
  const assets = new Map<string, Uint8Array>();
  const unstored = new Set<string>();
  const deviceAssets: DeviceAssets = {
    unstored: async (hashes) => (hashes.some((hash) => unstored.has(hash)) ? 'failed' : null),
    read: async (hash) => assets.get(hash) ?? null,
    async sizes(hashes) {
      const here = hashes.filter((hash) => assets.has(hash));
      return new Map(here.map((hash) => [hash, assets.get(hash)?.length ?? 0]));
    },
  };
  const registry = createTabRegistry();

  function openTab(sessionStorage: { bufferId: string | null } = { bufferId: null }): FakeTab {
    const connectivity = createFakeConnectivity();
    const api = createFakeApi(server, clock, ownerId, () => connectivity.online);
    const journal = createMemoryJournal(disk, listModel, clock);
    const tabs = createMemoryTabs(registry, sessionStorage);
    const timers = new Set<() => void>();
    let alive = true;
    const tabClock = {
      ...clock,
      after(ms: number, run: () => void) {
        if (!alive) return () => {};
        const cancel = clock.after(ms, run);
        timers.add(cancel);
        return cancel;
      },
    };
    const ownEntries: Entries = {
      ...entries,
      write: (key, text) => (alive ? entries.write(key, text) : 'disabled'),
      remove: (key) => alive && entries.remove(key),
    };
    const ports = { api, journal, entries: ownEntries, tabs, clock: tabClock, connectivity };
    const commitEditors = () => tab.commitEditors();
    const serverChanges: string[] = [];
    const service = createPersistenceService({
      model: listModel,
      ...ports,
      assets: deviceAssets,
      ownerId,
      commitEditors,
      onServerChange: (what) => serverChanges.push(what),
    });

    function crash(landsAfterwards?: () => boolean): void {
      alive = false;
      api.end();
      journal.end(landsAfterwards);
      tabs.end();
      for (const cancel of timers) cancel();
    }

    function leave(landsAfterwards?: () => boolean): void {
      connectivity.happen('hidden');
      connectivity.happen('pagehide');
      crash(landsAfterwards);
    }

    const tab: FakeTab = {
      service,
      api,
      journal,
      connectivity,
      serverChanges,
      commitEditors() {},
      get words() {
        return statusWords(service.state, clock.now()).combined;
      },
      get lines() {
        return 'content' in service.state ? linesOf(service.state.content) : [];
      },
      write(line, list = 'a') {
        const { state } = service;
        if ('content' in state) service.edit(addLine(state.content, list, line));
      },
      hear: (message) => createMemoryTabs(registry, { bufferId: null }).post(message),
      crash,
      reload() {
        leave();
        return openTab(sessionStorage);
      },
      close: leave,
    };
    return tab;
  }

  return { disk, entries, assets, unstored, openTab };
}
