import { statusWords } from '../../../ui/words/status-words.ts';
import { decodeEntry } from '../../session/entry.ts';
import type { RecoveredFrom, State } from '../../state/view.ts';
import { sameMetadata } from '../../state/work.ts';
import type { FakeTab } from '../fake-browser.ts';
import type { StoredSession } from '../fake-server.ts';
import { type Lists, linesOf } from '../list-model.ts';
import { canonical, isUnsaved } from '../memory-disk.ts';
import type { World } from './world.ts';

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

/** "Saved" is shown only when the server holds exactly what is shown. */
function checkSaved(world: World, state: Extract<State<Lists>, { mode: 'session' }>): void {
  const { persisted, content, metadata } = state;
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

/** The server's heads, the kept copies, and the buffers that are offered or open. */
export function safeText({ server, browsers }: Pick<World, 'server' | 'browsers'>): string {
  const texts = [...server.sessions.values()].map(({ content }) => content);
  for (const { disk, entries } of browsers) {
    for (const { contentText } of disk.kept.values()) texts.push(contentText);
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
    const kept = new Set([...linesIn(session), ...world.undone]);
    const lost = linesIn(before).filter((line) => !kept.has(line));
    if (lost.length > 0)
      world.broken.push(`Version ${version} of ${id} overwrote ${lost.join(', ')} unasked`);
  });
}

function linesIn({ content }: StoredSession): readonly string[] {
  return linesOf(JSON.parse(content) as Lists);
}
