import { statusWords } from '../../../ui/words/status-words.ts';
import { decodeEntry } from '../../session/entry.ts';
import type { RecoveredFrom, State } from '../../state/view.ts';
import { sameMetadata } from '../../state/work.ts';
import type { FakeBrowser, FakeTab } from '../fake-browser.ts';
import type { StoredSession } from '../fake-server.ts';
import { type Lists, linesOf, listModel } from '../list-model.ts';
import { canonical, isUnsaved } from '../memory-disk.ts';
import { EDITORS, type Seat, type World } from './world.ts';

/** Looks at every state a tab shows: what it confirms, and whether it may say so. */
export function watchTab(world: World, tab: FakeTab): void {
  let known: RecoveredFrom | null = null;
  tab.service.subscribe((state) => {
    if (state.kind !== 'Loaded' || state.mode !== 'session') return;
    const { local, recoveredFrom } = state;
    checkWhole(world, state, recoveredFrom !== known);
    known = recoveredFrom;
    const isNew = state.persisted === null;
    if (local.kind === 'backedUp') for (const typed of draftsOf(state)) world.confirmed.add(typed);
    if (local.kind === 'backedUp' || (local.kind === 'clean' && !isNew))
      for (const line of linesOf(state.content))
        if (isNew || !world.deleted.has(line)) world.confirmed.add(line);
    if (statusWords(state, world.clock.now()).combined.startsWith('Saved'))
      checkSaved(world, state);
  });
}

/** What is typed and not part of the content. */
export function draftsOf(state: State<unknown>): readonly string[] {
  const isSession = state.kind === 'Loaded' && state.mode === 'session';
  return isSession ? Object.values(state.drafts).map(String) : [];
}

/** What is recovered was on a screen like this: never a mix of two generations. */
function checkWhole(
  { shown, broken }: World,
  state: Extract<State<Lists>, { mode: 'session' }>,
  isNew: boolean,
) {
  const content = canonical(state.content);
  if (state.recoveredFrom !== null && isNew && !shown.has(content))
    broken.push(`Recovered what never was: ${content}`);
  shown.add(content);
}

/** Every open editor makes what is valid part of the content before work is sent or put away. */
export function checkCommitted({ broken }: World, { service }: FakeTab, what: string): void {
  const { state } = service;
  if (state.kind === 'Loaded' && state.mode === 'session' && EDITORS[0] in state.drafts)
    broken.push(`What is typed and valid is not part of ${what}`);
}

/** "Saved" is shown only when the server holds exactly what is shown, with its data, and nothing is typed beside it. */
function checkSaved(world: World, state: Extract<State<Lists>, { mode: 'session' }>): void {
  const { persisted, content, metadata } = state;
  const typed = draftsOf(state);
  if (typed.length > 0) world.broken.push(`"Saved" is shown beside ${typed}`);
  const missing = assetsOf(content).filter((hash) => !world.server.assets.has(hash));
  if (missing.some((hash) => !world.lostInCloud.has(hash)))
    world.broken.push(`"Saved" is shown, but the cloud never had ${missing}`);
  const { server } = world;
  const { id = '', version, etag = '' } = persisted ?? {};
  const stored =
    server.everStored(etag) ?? server.history(id).find((one) => one.metadata.version === version);
  const isHeld =
    stored !== undefined &&
    canonical(JSON.parse(stored.content)) === canonical(content) &&
    sameMetadata(stored.metadata, metadata);
  if (!isHeld) world.broken.push(`"Saved" is shown, but version ${version} is not that`);
}

/** True after every step, whatever happened. */
export function checkWorld(world: World): void {
  checkNothingLost(world);
  for (const id of world.server.sessions.keys()) checkHistory(world, id);
  for (const seat of world.seats) checkPromise(world, seat);
  for (const { tab } of world.seats) {
    if (tab?.api.updates.some(({ etag }) => etag === ''))
      world.broken.push('A PUT went out without If-Match');
  }
}

function checkNothingLost(world: World): void {
  const safe = safeText(world);
  for (const edit of world.undone) world.confirmed.delete(edit);
  for (const edit of world.confirmed) {
    if (!safe.includes(`"${edit}"`)) {
      world.broken.push(`${edit} was backed up, and is nowhere`);
      world.confirmed.delete(edit);
    }
  }
}

/** A promised save is on the disk a moment later, like an edit: a kill takes nothing of it. */
function checkPromise(
  { clock, broken }: World,
  { away, browser, tab, promisedMs, sessionStorage }: Seat,
) {
  const isLong = promisedMs !== null && clock.now() - promisedMs > PROMISE_WRITTEN_MS;
  const { bufferId } = sessionStorage;
  if (!isLong || away || !tab || bufferId === null || !isWritable(tab)) return;
  if (!isPromisedHere(browser, bufferId)) broken.push('A promised save is not on the disk');
}

/** A backup takes at most a second under continuous edits, and the slowest disk a third of one. */
const PROMISE_WRITTEN_MS = 3_000;

function isWritable({ service: { state }, journal }: FakeTab): boolean {
  const isSession = state.kind === 'Loaded' && state.mode === 'session';
  return journal.fault === null && isSession && state.local.kind === 'backedUp';
}

/** As the newest says that this device has of it. */
export function isPromisedHere({ disk, entries }: FakeBrowser, bufferId: string): boolean {
  const states = [...entries.texts.values()].flatMap((text) => decodeEntry(text) ?? []);
  const buffer = disk.buffers.get(bufferId);
  const [newest] = [...(buffer ? [buffer] : []), ...states]
    .filter(({ info }) => info.bufferId === bufferId)
    .sort((a, b) => b.generation - a.generation);
  return newest?.info.savePromised === true;
}

/** The server's heads, the kept copies, and the buffers that are offered or open. */
export function safeText({ server, browsers }: Pick<World, 'server' | 'browsers'>): string {
  const texts = [...server.sessions.values()].map(({ content }) => content);
  for (const { disk, entries } of browsers) {
    for (const { contentText, info } of disk.kept.values())
      texts.push(contentText, JSON.stringify(info.drafts ?? {}));
    const whole = [...entries.texts.values()].filter((text) => decodeEntry(text) !== null);
    texts.push(...whole);
    // An entry of changed parts leads on from what the journal has, unsaved or not.
    const continued = new Set(whole.map((text) => decodeEntry(text)?.info.bufferId));
    for (const [id, buffer] of disk.buffers)
      if (isUnsaved(buffer) || continued.has(id)) texts.push(...buffer.head.values());
  }
  return texts.join('\n');
}

/** Versions follow each other without gap, and none drops an edit of the one before unless a person chose so. */
function checkHistory(world: World, id: string): void {
  const history = world.server.history(id);
  history.forEach((session, index) => {
    const { version } = session.metadata;
    if (version !== index + 1) world.broken.push(`Version ${version} stands at place ${index + 1}`);
    const before = history[index - 1];
    if (before === undefined) return;
    if (world.replaced.has(`${id}@${before.metadata.contentHash}`)) return;
    const kept = new Set([...linesIn(session), ...world.undone, ...world.takenBack]);
    const lost = linesIn(before).filter((line) => !kept.has(line));
    if (lost.length > 0)
      world.broken.push(`Version ${version} of ${id} overwrote ${lost.join(', ')} unasked`);
  });
}

export function assetsOf(content: Lists): readonly string[] {
  return listModel.assets?.(content) ?? [];
}

function linesIn({ content }: StoredSession): readonly string[] {
  return linesOf(JSON.parse(content) as Lists);
}
