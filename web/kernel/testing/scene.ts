import { createFakeBrowser, type FakeBrowser, type FakeTab } from './fake-browser.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeServer, type FakeServer } from './fake-server.ts';
import { EMPTY_LISTS, type Lists, linesOf } from './list-model.ts';

/** A server, a browser of Alice's with one tab, and a clock that stands still. */
export interface Scene {
  readonly clock: FakeClock;
  readonly server: FakeServer;
  readonly browser: FakeBrowser;
  readonly tab: FakeTab;
}

export function createScene(): Scene {
  const clock = createFakeClock();
  const server = createFakeServer();
  const browser = createFakeBrowser(server, clock);
  return { clock, server, browser, tab: browser.openTab() };
}

/** A scene whose tab has a session open that was saved once, with the line "one" in list "a". */
export async function createSavedScene(): Promise<Scene & { id: string }> {
  const scene = createScene();
  const { tab, clock } = scene;
  await tab.service.newSession(EMPTY_LISTS, { title: 'First', description: null });
  tab.write('one');
  const result = await clock.until(tab.service.save());
  if (result.kind !== 'saved') throw new Error(`Not saved: ${JSON.stringify(result)}`);
  return { ...scene, id: result.id };
}

/** Opens a saved session in a further tab. */
export async function openIn(browser: FakeBrowser, id: string): Promise<FakeTab> {
  const tab = browser.openTab();
  await tab.service.start({ sessionId: id });
  return tab;
}

/** Opens the session and offers what there is; recovers the first buffer offered. */
export async function recoverFirst(tab: FakeTab): Promise<void> {
  const [first] = await tab.service.recoverable();
  if (first === undefined) throw new Error('Nothing is offered');
  await tab.service.recover(first.bufferId);
}

/** Opens a kept copy as a session of its own, as the screens do; false where there is none. */
export async function openKept({ service }: FakeTab, id: string): Promise<boolean> {
  const info = (await service.keptCopies()).find((copy) => copy.id === id);
  const text = await service.readKept(id);
  if (!info || text === null) return false;
  const { title, description } = info;
  const content = JSON.parse(text) as Lists;
  await service.newSession(content, { title, description }, { dirty: true });
  return true;
}

/** The lines in the server's head. */
export function linesOnServer(server: FakeServer, id: string): readonly string[] {
  const session = server.sessions.get(id);
  return session === undefined ? [] : linesOf(JSON.parse(session.content) as Lists);
}

/** A saved session with the unsaved, backed up line "two"; its tab has crashed. */
export async function createCrashedScene() {
  const scene = await createSavedScene();
  scene.tab.write('two');
  await scene.clock.advance(300);
  scene.tab.crash();
  return scene;
}

/** Two saved sessions, "one" and "other", and a snapshot of the first; the tab shows the first. */
export async function createScenesWithTwo() {
  const scene = await createSavedScene();
  const { browser, clock, tab } = scene;
  const elsewhere = browser.openTab();
  await elsewhere.service.newSession(EMPTY_LISTS, { title: 'Second', description: null });
  elsewhere.write('other');
  const saved = await clock.until(elsewhere.service.save());
  elsewhere.close();
  const made = await clock.until(tab.service.makeSnapshot({ title: 'Snap', description: null }));
  const otherId = saved.kind === 'saved' ? saved.id : '';
  return { ...scene, otherId, snapshotId: made.kind === 'created' ? made.id : '' };
}
