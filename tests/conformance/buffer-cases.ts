import {
  begin,
  type JournalCases,
  keptInfo,
  metadata,
  newInfo,
  note,
  offered,
  reason,
  same,
  unique,
  value,
} from './journal-tools.ts';

/** Buffers and kept copies as a whole. */
export const bufferCases: JournalCases = {
  'Buffers are offered to their owner alone, the latest first': async (journal) => {
    const ownerId = unique();
    const [older, newer] = [newInfo({ ownerId }), newInfo({ ownerId, lastModifiedMs: 2_000 })];
    await begin(journal, older, note('a', 'one'));
    await begin(journal, newer, note('a', 'two'));
    same(await offered(journal, ownerId), [newer.bufferId, older.bufferId]);
    same(await offered(journal, unique()), []);
    const [first] = value(await journal.buffers(ownerId));
    same([first?.title, first?.generation, first?.lastModifiedMs], ['Plan', 1, 2_000]);
    same((first?.bytes ?? 0) > 20, true);
  },

  'The newest version of a session that a buffer is based on is found, for its owner alone': async (
    journal,
  ) => {
    const [ownerId, sessionId] = [unique(), unique()];
    for (const version of [4, 3]) {
      const base = { ...metadata(version), id: sessionId };
      const info = newInfo({ ownerId, sessionId, base });
      value(await journal.load(info, 1, JSON.stringify(note('a', `version ${version}`))));
    }
    const found = value(await journal.findBase(ownerId, sessionId));
    same(found?.metadata.version, 4);
    same(found?.parts.get('note:a'), { text: 'version 4' });
    same(value(await journal.findBase(unique(), sessionId)), null);
    same(value(await journal.findBase(ownerId, unique())), null);
  },

  'A removed buffer is gone': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'one'));
    value(await journal.remove(info.bufferId));
    reason(await journal.open(info.bufferId), 'missing');
    same(await offered(journal, info.ownerId), []);
  },

  'A kept head and a kept text can be opened, and deleted': async (journal) => {
    const info = newInfo();
    const { bufferId, ownerId } = info;
    await begin(journal, info, note('a', 'mine'));
    const mine = value(await journal.keep(keptInfo(ownerId, 'mine', 1), { bufferId }));
    const contentText = '{ "order": [],  "as": "it came" }';
    const theirs = value(await journal.keep(keptInfo(ownerId, 'theirs', 2), { contentText }));
    value(await journal.remove(bufferId));
    const copies = value(await journal.kept(ownerId));
    same(
      copies.map(({ id, side }) => [id, side]),
      [
        [theirs, 'theirs'],
        [mine, 'mine'],
      ],
    );
    const opened = value(await journal.openKept(mine));
    same(JSON.parse(opened.contentText), note('a', 'mine'));
    same(value(await journal.openKept(theirs)).contentText, contentText);
    same(value(await journal.kept(unique())), []);
    value(await journal.deleteKept(mine));
    same(value(await journal.kept(ownerId)).length, 1);
    reason(await journal.openKept(mine), 'missing');
  },

  'Clearing takes everything of one owner and nothing of another': async (journal) => {
    const [mine, other] = [newInfo(), newInfo()];
    for (const info of [mine, other]) {
      await begin(journal, info, note('a', 'the same text'));
      value(await journal.keep(keptInfo(info.ownerId, 'mine', 1), { bufferId: info.bufferId }));
    }
    value(await journal.clear(mine.ownerId, new Set()));
    same(await offered(journal, mine.ownerId), []);
    same(value(await journal.kept(mine.ownerId)), []);
    const opened = value(await journal.open(other.bufferId));
    same(opened.parts.get('note:a'), { text: 'the same text' });
    const [copy] = value(await journal.kept(other.ownerId));
    same(JSON.parse(value(await journal.openKept(copy?.id ?? '')).contentText).order, ['a']);
  },

  'Clearing leaves the buffers that it is told to leave': async (journal) => {
    const cleared = newInfo();
    const left = { ...newInfo(), ownerId: cleared.ownerId };
    for (const info of [cleared, left]) await begin(journal, info, note('a', 'text'));
    value(await journal.clear(cleared.ownerId, new Set([left.bufferId])));
    same(value(await journal.open(left.bufferId)).parts.get('note:a'), { text: 'text' });
    reason(await journal.open(cleared.bufferId), 'missing');
  },
};
