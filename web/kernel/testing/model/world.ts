import type { Choice } from '../../session/persistence-service.ts';
import type { Fault } from '../fake-api.ts';
import { createFakeBrowser, type FakeBrowser, type FakeTab } from '../fake-browser.ts';
import { createFakeClock, type FakeClock } from '../fake-clock.ts';
import { createFakeServer, type FakeServer, type StoredSession } from '../fake-server.ts';
import type { Lists } from '../list-model.ts';
import { type Random, seededRandom } from '../random.ts';
import { watchTab } from './invariants.ts';

/** A place where a person sits: one tab of a browser, or the gap after it died. */
export interface Seat {
  readonly browser: FakeBrowser;
  readonly sessionStorage: { bufferId: string | null };
  tab: FakeTab | null;
  /** The session in the address, as the page would keep it. */
  sessionId: string | null;
  fault: Fault | null;
  /** The page was left and lies in the browser's back/forward cache. */
  away: boolean;
  /** The last edit, for undo: what it was made on, and what it made of it. */
  lastEdit: { readonly before: Lists; readonly after: Lists } | null;
  /** Since when this page shows that a save waits; null while none does. */
  promisedMs: number | null;
  /** The session that this page last said was deleted from the cloud. */
  goneId: string | null;
}

/** Everything that is there, and what must be true of it. */
export interface World {
  readonly random: Random;
  readonly clock: FakeClock;
  readonly server: FakeServer;
  readonly browsers: readonly FakeBrowser[];
  readonly seats: readonly Seat[];
  /** Edits whose backup a screen has confirmed. */
  readonly confirmed: Set<string>;
  /** `id@contentHash`: what a person chose to replace, under whatever title it stands since. */
  readonly replaced: Set<string>;
  /** Edits in sessions that a person deleted on the server; confirmed anew by a page that knows of it. */
  readonly deleted: Set<string>;
  /** Sessions that a person deleted and can restore, as they were. */
  readonly trash: Map<string, StoredSession>;
  /** Assets that the cloud has lost: what names them may be there without them. */
  readonly lostInCloud: Set<string>;
  /** Edits that a person took back: they need not be anywhere. */
  readonly undone: Set<string>;
  /** Edits that a person has ever taken back: a version may be without them. */
  readonly takenBack: Set<string>;
  /** Every content that was ever on a screen, as canonical JSON. */
  readonly shown: Set<string>;
  /** What went wrong, in the words of the invariant. */
  readonly broken: string[];
  /** What was done, for the report. */
  readonly log: string[];
  /** Entries of each browser as they were a while ago: a killed browser may come back with these. */
  readonly olderEntries: Map<FakeBrowser, ReadonlyMap<string, string>>;
  edits: number;
}

/** Two or three seats: always two browsers, sometimes two tabs in one of them. */
export function createWorld(seed: number): World {
  const random = seededRandom(seed);
  const clock = createFakeClock(random);
  const server = createFakeServer();
  const browsers = [createFakeBrowser(server, clock), createFakeBrowser(server, clock)];
  const [first, second] = browsers as [FakeBrowser, FakeBrowser];
  const taken = random.chance(0.5) ? [first, second] : [first, first, second];
  return {
    random,
    clock,
    server,
    browsers,
    seats: taken.map((browser) => ({
      browser,
      sessionStorage: { bufferId: null },
      tab: null,
      sessionId: null,
      fault: null,
      away: false,
      lastEdit: null,
      promisedMs: null,
      goneId: null,
    })),
    confirmed: new Set(),
    replaced: new Set(),
    deleted: new Set(),
    trash: new Map(),
    lostInCloud: new Set(),
    undone: new Set(),
    takenBack: new Set(),
    shown: new Set(),
    broken: [],
    log: [],
    olderEntries: new Map(),
    edits: 0,
  };
}

/** Opens the page at a seat, with its faults and its slowness, under the invariants' eyes. */
export function openPage(world: World, seat: Seat): FakeTab {
  const { random } = world;
  const tab = seat.browser.openTab(seat.sessionStorage);
  // A page that is reloaded has the network that it had.
  tab.connectivity.online = seat.tab?.connectivity.online ?? true;
  tab.commitEditors = () => commitTyped(tab);
  tab.api.latencyMs = () => random.below(80);
  tab.api.faults = () => {
    const { fault } = seat;
    seat.fault = null;
    return fault;
  };
  const slowestMs = random.pick([6, 6, 300]);
  tab.journal.latencyMs = () => random.below(slowestMs);
  tab.journal.smallMaxBytes = random.pick([0, 200, Number.POSITIVE_INFINITY]);
  seat.tab = tab;
  seat.away = false;
  seat.lastEdit = null;
  seat.promisedMs = null;
  watchTab(world, tab);
  tab.service.subscribe((state) => {
    if (state.kind === 'Loaded' && state.mode === 'session') {
      seat.goneId = state.remote.kind === 'gone' ? (seat.sessionId ?? seat.goneId) : null;
      seat.sessionId = state.persisted?.id ?? null;
      seat.promisedMs = state.savePromised ? (seat.promisedMs ?? world.clock.now()) : null;
    }
    if (state.kind === 'Empty') seat.sessionId = null;
  });
  return tab;
}

/** The editors that can be typed in: what stands in the first is always valid, in the other never. */
export const EDITORS = ['name', 'filter'] as const;

/** What a valid text does when its editor is asked, or left: it becomes part of the content. */
export function commitTyped({ service, write }: FakeTab): void {
  const { state } = service;
  if (state.kind !== 'Loaded' || state.mode !== 'session') return;
  const { [EDITORS[0]]: typed } = state.drafts;
  if (typed === undefined) return;
  write(String(typed));
  service.draft(EDITORS[0], undefined);
}

/** A rejected promise is a broken promise: nothing of the service may reject. */
export function run(world: World, what: string, promise: Promise<unknown>): void {
  promise.catch((error: unknown) => {
    world.broken.push(`${what} rejected: ${error instanceof Error ? error.stack : String(error)}`);
  });
}

/** Some choice for the conflict at hand; a merge names a random side for every part it could meet. */
export function randomChoice({ random }: World): Choice {
  const choice = random.pick(['reload', 'overwrite', 'copy', 'notNow', 'merge'] as const);
  if (choice !== 'merge') return choice;
  const side = () => random.pick(['mine', 'theirs'] as const);
  return {
    merge: new Map([
      ['list:a', side()],
      ['list:b', side()],
      ['list:c', side()],
      ['metadata', side()],
    ]),
  };
}
