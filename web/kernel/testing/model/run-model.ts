import { hasUnsavedChanges } from '../../state/view.ts';
import type { FakeTab } from '../fake-browser.ts';
import { restore } from './cloud.ts';
import { assetsOf, checkWorld } from './invariants.ts';
import { giveUpDrafts, OPERATIONS } from './operations.ts';
import { comeBack, start } from './page-life.ts';
import { createWorld, type Seat, type World } from './world.ts';

const STEPS = 90;

/** Plays one seed to the end. Throws at the first invariant that breaks, with everything that was done. */
export async function runModel(seed: number): Promise<void> {
  const world = createWorld(seed);
  const names = Object.entries(OPERATIONS).flatMap(([name, [weight]]) =>
    Array.from({ length: weight }, () => name),
  );
  for (let step = 0; step < STEPS; step++) {
    const seat = world.random.pick(world.seats);
    const place = world.seats.indexOf(seat);
    if (seat.away) {
      world.log.push(`${step} seat ${place}: comeBack`);
      await comeBack(world, seat);
      await world.clock.settle();
    } else if (seat.tab === null) {
      world.log.push(`${step} seat ${place}: start`);
      await start(world, seat);
    } else {
      const name = world.random.pick(names);
      world.log.push(`${step} seat ${place}: ${name}`);
      await OPERATIONS[name]?.[1](world, seat, seat.tab);
      await world.clock.settle();
    }
    if (step % 20 === 0) rememberEntries(world);
    checkWorld(world);
    report(world, seed);
  }
  await heal(world);
  checkWorld(world);
  report(world, seed);
}

function rememberEntries({ browsers, olderEntries }: World): void {
  for (const browser of browsers) olderEntries.set(browser, new Map(browser.entries.texts));
}

/** All faults end: then everything open can be saved, and everything else is really offered. */
async function heal(world: World): Promise<void> {
  const { clock, seats, random, trash } = world;
  world.log.push('heal');
  for (const seat of seats) {
    const { tab } = seat;
    if (tab === null) continue;
    if (seat.away) tab.connectivity.happen('pageshow');
    seat.fault = null;
    tab.journal.fault = null;
    tab.api.signedIn = 'alice';
    if (!tab.connectivity.online) tab.connectivity.happen('online');
    if (!tab.connectivity.visible) tab.connectivity.happen('visible');
    tab.service.signedIn('alice');
  }
  if (random.chance(0.5)) for (const id of [...trash.keys()]) restore(world, id);
  await clock.advance(400_000);
  // Somebody sits at each page: one where nobody does asks too seldom to see what the next one saves.
  for (const { tab } of seats) tab?.connectivity.happen('active');
  await clock.advance(20_000);
  for (const seat of seats) checkTold(world, seat);
  for (const seat of seats) {
    const state = seat.tab?.service.state;
    if (seat.tab === null || state?.kind !== 'Loaded' || state.mode !== 'session') continue;
    giveUpDrafts(world, seat.tab);
    await saveInPeace(world, seat, seat.tab);
    await clock.advance(20_000);
  }
  await checkOffers(world);
}

/** Where nothing stands in the way any more, every promise is kept, and a page knows what became of its session. */
function checkTold({ server, broken }: World, { tab, goneId }: Seat): void {
  const state = tab?.service.state;
  if (state?.kind !== 'Loaded' || state.mode !== 'session') return;
  const { remote, savePromised, persisted } = state;
  if (savePromised && remote.kind !== 'conflict')
    broken.push(`A promised save is not carried out: ${tab?.words}`);
  // Sent in the moment in which Bob signed in, it may have become his.
  const isThere = (id: string) => server.find('alice', id) !== null;
  if (remote.kind === 'gone' && isThere(goneId ?? ''))
    broken.push('A session is said to be deleted that is there');
  if (persisted !== null && !isThere(persisted.id))
    broken.push(`A session that was deleted is not said to be: ${tab?.words}`);
}

async function saveInPeace(world: World, { browser }: Seat, tab: FakeTab) {
  const { clock, server } = world;
  let result = await clock.until(tab.service.save());
  if (result.kind === 'conflict') {
    const { state } = tab.service;
    if (state.kind === 'Loaded' && state.mode === 'session' && state.remote.kind === 'conflict')
      world.replaced.add(`${state.remote.theirs.id}@${state.remote.theirs.contentHash}`);
    const resolved = await clock.until(tab.service.resolve('overwrite'));
    result = resolved.kind === 'failed' ? resolved : await clock.until(tab.service.save());
  }
  if (result.kind === 'failed' && result.problem.kind === 'notFound') {
    // Somebody deleted it there: the next save makes a session of its own.
    result = await clock.until(tab.service.save());
  }
  const { state } = tab.service;
  const named = 'content' in state ? assetsOf(state.content) : [];
  const isNowhere = (hash: string) =>
    named.includes(hash) && !browser.assets.has(hash) && !server.assets.has(hash);
  if (result.kind === 'failed' && result.problem.kind === 'assetsMissing') {
    // Refused only for data that are nowhere; those of the base are taken to be in the cloud until the rest is there. What
    // is shown stays backed up, or is an older version of the cloud's.
    const isRefused = result.problem.hashes.length > 0 && result.problem.hashes.every(isNowhere);
    const isOlder = 'remote' in state && state.remote.kind === 'conflict';
    const isKept = hasUnsavedChanges(state) || isOlder;
    if (isRefused && !tab.words.startsWith('Saved') && isKept) return;
  }
  const isThere = result.kind === 'saved' && world.server.sessions.has(result.id);
  if (!isThere || !tab.words.startsWith('Saved'))
    world.broken.push(`In peace, a save ended as ${JSON.stringify(result)}: ${tab.words}`);
}

/** What is only in a buffer can be looked at and opened from a new tab. */
async function checkOffers(world: World): Promise<void> {
  const { clock, browsers, server, confirmed } = world;
  for (const { tab } of world.seats) tab?.crash();
  const reachable = [...server.sessions.values()].map(({ content }) => content);
  for (const browser of browsers) {
    const { service } = browser.openTab();
    for (const { contentText, info } of browser.disk.kept.values())
      reachable.push(contentText, JSON.stringify(info.drafts ?? {}));
    for (const { bufferId } of await clock.until(service.recoverable())) {
      const preview = await clock.until(service.preview(bufferId));
      if (preview.kind === 'preview') reachable.push(JSON.stringify(preview));
      else world.broken.push(`An offered buffer does not open: ${JSON.stringify(preview.problem)}`);
    }
  }
  const text = reachable.join('\n');
  for (const edit of confirmed)
    if (!world.undone.has(edit) && !text.includes(`"${edit}"`))
      world.broken.push(`${edit} is not offered at the end`);
}

function report({ broken, log }: World, seed: number): void {
  if (broken.length === 0) return;
  throw new Error(`Seed ${seed}: ${broken.join('; ')}\nWhat was done:\n${log.join('\n')}`);
}
