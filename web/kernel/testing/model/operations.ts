import type { FakeTab } from '../fake-browser.ts';
import { type Lists, linesOf } from '../list-model.ts';
import { openKept } from '../scene.ts';
import { CIRCUMSTANCES, type Operations } from './circumstances.ts';
import { CLOUD, takeBack } from './cloud.ts';
import { checkCommitted, draftsOf, safeText } from './invariants.ts';
import { loseEntries, reload, start } from './page-life.ts';
import { commitTyped, EDITORS, randomChoice, run, type Seat, type World } from './world.ts';

/** What can happen at a seat whose tab lives, and how often against the others. */
export const OPERATIONS: Operations = {
  edit: [
    30,
    (world, seat, tab) => {
      const before = contentOf(tab);
      world.edits += 1;
      tab.write(`edit-${world.edits}`, world.random.pick(['a', 'b', 'c']));
      const after = contentOf(tab);
      seat.lastEdit = before && after && { before, after };
    },
  ],
  type: [
    4,
    (world, _seat, tab) => {
      const { state } = tab.service;
      if (state.kind !== 'Loaded' || state.mode !== 'session') return;
      world.edits += 1;
      tab.service.draft(world.random.pick(EDITORS), `edit-${world.edits}`);
      for (const typed of draftsOf(state)) world.undone.add(typed);
      for (const typed of draftsOf(tab.service.state)) world.undone.delete(typed);
    },
  ],
  leaveEditor: [2, (_world, _seat, tab) => commitTyped(tab)],
  giveUp: [2, (world, _seat, tab) => giveUpDrafts(world, tab)],
  undo: [4, (world, seat, tab) => undo(world, seat, tab)],
  rename: [
    3,
    (world, _seat, tab) =>
      tab.service.editMetadata({
        title: `Title ${world.random.below(1000)}`,
        description: world.random.pick([null, '', 'About it']),
      }),
  ],
  save: [
    14,
    (world, _seat, tab) => {
      run(world, 'save', tab.service.save());
      checkCommitted(world, tab, 'a save');
    },
  ],
  saveWithoutNetwork: [2, (world, seat, tab) => saveWithoutNetwork(world, seat, tab)],
  saveAs: [
    1,
    (world, _seat, tab) => {
      run(world, 'saveAs', tab.service.saveAs({ title: 'Another', description: null }));
      checkCommitted(world, tab, 'a copy');
    },
  ],
  snapshot: [
    2,
    (world, _seat, tab) => {
      run(world, 'snapshot', tab.service.makeSnapshot({ title: 'Snap', description: null }));
      checkCommitted(world, tab, 'a snapshot');
    },
  ],
  retry: [1, (_world, _seat, tab) => tab.service.retry()],
  flush: [2, (world, _seat, tab) => run(world, 'flush', tab.service.flush())],
  wait: [14, ({ clock, random }) => clock.advance(random.below(400))],
  waitForPoll: [8, ({ clock }) => clock.advance(10_500)],
  waitLong: [1, ({ clock }) => clock.advance(90_000)],
  crash: [
    4,
    (world, seat, tab) => {
      tab.crash(() => world.random.chance(0.5));
      seat.sessionStorage.bufferId = null;
      seat.tab = null;
    },
  ],
  crashAndReload: [
    3,
    async (world, seat, tab) => {
      tab.crash(() => world.random.chance(0.5));
      await start(world, seat);
    },
  ],
  reload: [4, (world, seat) => reload(world, seat)],
  killBrowser: [
    2,
    (world, { browser }) => {
      for (const seat of world.seats.filter((one) => one.browser === browser)) {
        seat.tab?.crash();
        seat.tab = null;
        seat.sessionStorage.bufferId = null;
      }
      loseEntries(world, browser);
    },
  ],
  ...CIRCUMSTANCES,
  ...CLOUD,
  choose: [
    12,
    (world, _seat, tab) => {
      const { state } = tab.service;
      if (state.kind !== 'Loaded' || state.mode !== 'session') return;
      if (state.remote.kind !== 'conflict') return;
      const choice = randomChoice(world);
      const { id, contentHash } = state.remote.theirs;
      if (choice === 'overwrite' || typeof choice === 'object')
        world.replaced.add(`${id}@${contentHash}`);
      world.log.push(
        `  ${JSON.stringify(typeof choice === 'object' ? [...choice.merge] : choice)}`,
      );
      run(world, 'resolve', tab.service.resolve(choice));
    },
  ],
  look: [1, (world, _seat, tab) => run(world, 'differences', tab.service.differences())],
  leave: [2, (world, _seat, tab) => run(world, 'close', tab.service.closeSession())],
  openSnapshot: [
    1,
    (world, _seat, tab) => {
      const [id] = world.server.snapshots.keys();
      if (id !== undefined) run(world, 'openSnapshot', tab.service.openSnapshot(id));
    },
  ],
  openKept: [
    1,
    async (world, _seat, tab) => {
      const [kept] = await world.clock.until(tab.service.keptCopies());
      if (kept) run(world, 'openKept', openKept(tab, kept.id));
    },
  ],
  discard: [
    1,
    async (world, _seat, tab) => {
      const [offered] = await world.clock.until(tab.service.recoverable());
      if (offered === undefined) return;
      await world.clock.until(tab.service.discard([offered.bufferId]));
    },
  ],
  clearDevice: [
    1,
    async (world, seat, tab) => {
      const { confirmed, browsers, seats, clock } = world;
      const others = seats.filter(({ browser, away }) => browser === seat.browser && !away);
      const shown = others.flatMap((other) => (other === seat ? [] : backedUpLines(other)));
      const problem = await clock.until(tab.service.clearDevice());
      if (problem !== null) return;
      // What this device had is deleted, but for what another screen here still says is backed up: a copy set
      // aside is gone, though a buffer may hold its words a moment longer.
      const elsewhere = browsers.filter((browser) => browser !== seat.browser);
      const safe = safeText({ ...world, browsers: elsewhere });
      for (const edit of [...confirmed])
        if (!safe.includes(`"${edit}"`) && !shown.includes(edit)) confirmed.delete(edit);
    },
  ],
};

/** Everything typed at this page is given up, or became something else. */
export function giveUpDrafts({ undone }: World, tab: FakeTab): void {
  const { state } = tab.service;
  if (state.kind !== 'Loaded' || state.mode !== 'session') return;
  for (const typed of draftsOf(state)) undone.add(typed);
  for (const key of Object.keys(state.drafts)) tab.service.draft(key, undefined);
}

/** Takes the last edit of this page back, to the very content it was made on. What a person undoes is not lost. */
function undo(world: World, seat: Seat, tab: FakeTab): void {
  const { lastEdit } = seat;
  if (lastEdit === null || contentOf(tab) !== lastEdit.after) return;
  takeBack(world, lastEdit.after, lastEdit.before);
  tab.service.edit(lastEdit.before);
}

/** A save that is asked for without a network is promised: often the page is reloaded before there is one again. */
async function saveWithoutNetwork(world: World, seat: Seat, tab: FakeTab): Promise<void> {
  const { clock, random } = world;
  tab.connectivity.happen('offline');
  run(world, 'save', tab.service.save());
  await clock.advance(random.below(1_000));
  if (random.chance(0.7)) await reload(world, seat);
  await clock.advance(random.below(1_000));
  if (random.chance(0.7)) seat.tab?.connectivity.happen('online');
}

function backedUpLines({ tab }: Seat): readonly string[] {
  const state = tab?.service.state;
  const isBackedUp =
    state?.kind === 'Loaded' && state.mode === 'session' && state.local.kind === 'backedUp';
  return isBackedUp ? linesOf(state.content) : [];
}

function contentOf({ service: { state } }: FakeTab): Lists | null {
  return 'content' in state ? state.content : null;
}
