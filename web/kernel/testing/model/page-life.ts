import { EMPTY_LISTS } from '../list-model.ts';
import { safeText } from './invariants.ts';
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
    if (random.chance(0.85)) await clock.until(tab.service.recover(bufferId));
    else await clock.until(tab.service.notNow());
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

/** A tab that reloads shows what it showed before, also what nobody had confirmed yet, or it is offered. */
export function checkReloaded(world: World, { tab }: Seat, before: readonly string[]): void {
  const { state } = tab?.service ?? {};
  const isResumed =
    state?.kind === 'Loaded' && state.mode === 'session' && state.recoveredFrom?.how === 'resumed';
  if (isResumed && `${tab?.lines.toSorted()}` !== `${before.toSorted()}`)
    world.broken.push(`Reloaded from ${before} to ${tab?.lines}`);
  const safe = safeText(world);
  const missing = before.filter((line) => !safe.includes(`"${line}"`));
  if (missing.length > 0) world.broken.push(`Reloaded without ${missing}`);
}

/** A browser that is killed may find its localStorage as it was up to a minute before. */
export function loseEntries({ olderEntries, random }: World, browser: Seat['browser']): void {
  const older = olderEntries.get(browser);
  if (older === undefined || !random.chance(0.5)) return;
  browser.entries.texts.clear();
  for (const [key, text] of older) browser.entries.texts.set(key, text);
}
