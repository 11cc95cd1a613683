import { hasUnsavedChanges } from '../../state/view.ts';
import { EMPTY_LISTS } from '../list-model.ts';
import { draftsOf, isPromisedHere, safeText } from './invariants.ts';
import { openPage, type Seat, type World } from './world.ts';

/** The page opens: what it offers is recovered, mostly; else a session of the server's, or a new one. */
export async function start(world: World, seat: Seat, isReload = false): Promise<void> {
  const { random, server, clock } = world;
  const tab = openPage(world, seat);
  const known = [...server.sessions.keys()];
  const elsewhere = !isReload && known.length > 0 ? random.pick(known) : null;
  const sessionId = seat.sessionId ?? elsewhere;
  await clock.until(tab.service.start(sessionId === null ? {} : { sessionId }));
  const { state } = tab.service;
  if (state.kind === 'LocalRecovery') {
    const { bufferId } = random.pick(state.buffers);
    const isPromised = isPromisedHere(seat.browser, bufferId);
    if (random.chance(0.85)) await clock.until(tab.service.recover(bufferId));
    else await clock.until(tab.service.notNow());
    if (isPromised) checkPromised(world, seat, 'Recovered');
  }
  if (tab.service.state.kind === 'Empty')
    await clock.until(tab.service.newSession(EMPTY_LISTS, { title: 'New', description: null }));
}

/** Back from the back/forward cache, or the browser has dropped the page meanwhile. */
export async function comeBack({ clock, random }: World, seat: Seat): Promise<void> {
  seat.away = false;
  if (random.chance(0.7)) {
    seat.tab?.connectivity.happen('visible');
    seat.tab?.connectivity.happen('pageshow');
    await clock.advance(1_000);
  } else {
    seat.tab?.crash();
    seat.tab = null;
  }
}

/** The tab reloads: it shows what it showed before, also what nobody had confirmed yet, or that is offered. */
export async function reload(world: World, seat: Seat): Promise<void> {
  const { tab } = seat;
  const state = tab?.service.state;
  const isUnsaved = state !== undefined && hasUnsavedChanges(state);
  const before = tab && isUnsaved ? { lines: tab.lines, drafts: draftsOf(state) } : null;
  const isPromised = state?.kind === 'Loaded' && state.mode === 'session' && state.savePromised;
  tab?.close(() => world.random.chance(0.5));
  await start(world, seat, true);
  if (before === null || tab?.journal.fault !== null) return;
  checkReloaded(world, seat, before);
  if (isPromised) checkPromised(world, seat, 'Reloaded');
}

function checkReloaded(
  world: World,
  { tab }: Seat,
  before: { readonly lines: readonly string[]; readonly drafts: readonly string[] },
): void {
  const state = tab?.service.state;
  // Whoever leaves has left the editors: what is valid is part of the content by now.
  const texts = [...before.lines, ...before.drafts];
  const isResumed =
    state?.kind === 'Loaded' && state.mode === 'session' && state.recoveredFrom?.how === 'resumed';
  const shown = isResumed ? [...(tab?.lines ?? []), ...draftsOf(state)] : texts;
  if (`${shown.toSorted()}` !== `${texts.toSorted()}`)
    world.broken.push(`Reloaded from ${texts} to ${shown}`);
  const safe = safeText(world);
  const missing = texts.filter((text) => !safe.includes(`"${text}"`));
  if (missing.length > 0) world.broken.push(`Reloaded without ${missing}`);
}

/** A save that was promised is still promised, or over. */
function checkPromised({ broken }: World, { tab }: Seat, what: string): void {
  const state = tab?.service.state;
  if (state?.kind !== 'Loaded' || state.mode !== 'session' || state.recoveredFrom === null) return;
  const isOver = !hasUnsavedChanges(state) || state.remote.kind === 'conflict';
  if (!state.savePromised && !isOver && state.cloud.kind !== 'failed')
    broken.push(`${what}, and a promised save was forgotten: ${tab?.words}`);
}

/** A browser that is killed may find its localStorage as it was up to a minute before. */
export function loseEntries({ olderEntries, random }: World, browser: Seat['browser']): void {
  const older = olderEntries.get(browser);
  if (older === undefined || !random.chance(0.5)) return;
  browser.entries.texts.clear();
  for (const [key, text] of older) browser.entries.texts.set(key, text);
}
