import type { FakeTab } from '../fake-browser.ts';
import { type Lists, linesOf } from '../list-model.ts';
import type { Operations } from './circumstances.ts';
import type { Seat, World } from './world.ts';

/** What becomes of sessions and their data beside the page: trash, history, and assets here and there. */
export const CLOUD: Operations = {
  deleteOnServer: [
    2,
    (world) => {
      const { sessions } = world.server;
      if (sessions.size === 0) return;
      const [id, session] = world.random.pick([...sessions]);
      sessions.delete(id);
      world.trash.set(id, session);
      for (const line of linesOf(JSON.parse(session.content))) {
        world.deleted.add(line);
        world.confirmed.delete(line);
      }
    },
  ],
  restoreOnServer: [
    3,
    (world) => {
      const [first] = world.trash.keys();
      if (first !== undefined) restore(world, first);
    },
  ],
  deleteForGood: [1, ({ trash, random }) => void trash.delete(random.pick([...trash.keys(), '']))],
  restoreVersion: [3, (world, seat, tab) => restoreVersion(world, seat, tab)],
  importData: [
    4,
    (world, seat, tab) => {
      world.edits += 1;
      const hash = `data-${world.edits}`;
      // On the device before the edit that names it.
      seat.browser.assets.set(hash, new Uint8Array(8));
      tab.write(`asset:${hash}`, world.random.pick(['a', 'b', 'c']));
    },
  ],
  loseOnDevice: [
    1,
    ({ random }, { browser: { assets } }) => {
      assets.delete(random.pick([...assets.keys(), '']));
    },
  ],
  loseInCloud: [
    1,
    ({ random, server: { assets }, lostInCloud }) => {
      const hash = random.pick([...assets.keys(), '']);
      if (assets.delete(hash)) lostInCloud.add(hash);
    },
  ],
  stopSending: [4, (_world, _seat, tab) => tab.service.stopSending()],
};

/** Back from the trash it is as it was, under another ETag. */
export function restore({ server, trash, random }: World, id: string): void {
  const session = trash.get(id);
  if (session === undefined) return;
  trash.delete(id);
  const metadata = { ...session.metadata, etag: `"${random.text(8)}"` };
  server.sessions.set(id, { ...session, metadata });
}

/** An earlier version becomes what is shown, as one edit. What it does not have is taken back, and can be had again. */
function restoreVersion(world: World, seat: Seat, { service }: FakeTab): void {
  const { state } = service;
  if (state.kind !== 'Loaded' || state.mode !== 'session' || state.persisted === null) return;
  const { id, version } = state.persisted;
  const earlier = world.server.history(id).filter(({ metadata }) => metadata.version < version);
  if (earlier.length === 0) return;
  const { content } = world.random.pick(earlier);
  const restored = JSON.parse(content) as Lists;
  takeBack(world, state.content, restored);
  seat.lastEdit = { before: state.content, after: restored };
  service.edit(restored);
}

/** Only what a person chose goes: what is in `before` and not in `after`. What comes back counts again. */
export function takeBack({ undone, takenBack }: World, before: Lists, after: Lists): void {
  const [had, has] = [linesOf(before), linesOf(after)];
  for (const line of had.filter((one) => !has.includes(one))) {
    undone.add(line);
    takenBack.add(line);
  }
  for (const line of has) if (!had.includes(line)) undone.delete(line);
}
