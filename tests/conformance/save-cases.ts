import {
  begin,
  edit,
  type JournalCases,
  metadata,
  newInfo,
  note,
  offered,
  parts,
  reason,
  same,
  sha256,
  textOf,
  title,
  value,
} from './journal-tools.ts';

/** Loading, sending and confirming. */
export const saveCases: JournalCases = {
  'Loaded content is head and base, clean until the first edit': async (journal) => {
    const info = newInfo({ base: metadata(1) });
    const loaded = await journal.load(info, 0, JSON.stringify(note('a', 'one')));
    const opened = value(await journal.open(info.bufferId));
    same([opened.rootHash, opened.baseRootHash], [value(loaded).rootHash, value(loaded).rootHash]);
    same(opened.parts.get('metadata'), title);
    same(await offered(journal, info.ownerId), []);
    await edit(journal, info, 1, 'a', 'two', 0);
    same(await offered(journal, info.ownerId), [info.bufferId]);
  },

  'A rebase moves the base and leaves the head': async (journal) => {
    const info = newInfo({ base: metadata(1) });
    value(await journal.load(info, 0, JSON.stringify(note('a', 'one'))));
    const rootHash = await edit(journal, info, 1, 'a', 'mine', 0);
    const theirs = { ...info, base: metadata(2, 'Theirs') };
    value(await journal.rebase(theirs, JSON.stringify(note('a', 'theirs'))));
    const opened = value(await journal.open(info.bufferId));
    same(opened.rootHash, rootHash);
    same(opened.baseParts?.get('note:a'), { text: 'theirs' });
    same(opened.baseParts?.get('metadata'), { title: 'Theirs', description: null });
    same(opened.info.base?.version, 2);
    value(await journal.rebase({ ...info, base: metadata(3, 'Renamed') }, null));
    const renamed = value(await journal.open(info.bufferId));
    same(renamed.baseParts?.get('note:a'), { text: 'theirs' });
    same(renamed.baseParts?.get('metadata'), { title: 'Renamed', description: null });
  },

  'What is prepared is the request body, and the same content is the same text': async (
    journal,
  ) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'x'.repeat(5_000)));
    const prepared = value(await journal.prepare(info.bufferId, {}));
    const body = JSON.parse(await textOf(prepared.body));
    same([body.title, body.description], ['Plan', '']);
    same(JSON.parse(body.content), note('a', 'x'.repeat(5_000)));
    same(prepared.contentHash, await sha256(body.content));
    same(prepared.storedBytes <= body.content.length, true);
    same(prepared.generation, 1);
    const packed = value(await journal.pack(parts(note('a', 'x'.repeat(5_000)))));
    same([packed.generation, packed.contentHash], [0, prepared.contentHash]);
  },

  'Another title can be sent without changing the buffer': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'one'));
    const other = { title: 'Copy', description: 'Of the plan' };
    const prepared = value(await journal.prepare(info.bufferId, { metadata: other }));
    const body = JSON.parse(await textOf(prepared.body));
    same([body.title, body.description], ['Copy', 'Of the plan']);
    same([prepared.title, prepared.description], ['Copy', 'Of the plan']);
    same(value(await journal.open(info.bufferId)).parts.get('metadata'), title);
  },

  'A pinned generation can be prepared again after later edits, byte for byte': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'sent'));
    const pin = { createKey: 'k'.repeat(22) };
    const first = value(await journal.prepare(info.bufferId, { pin }));
    await edit(journal, info, 2, 'a', 'later');
    const again = value(await journal.prepare(info.bufferId, { generation: 1 }));
    same([...again.body.bytes], [...first.body.bytes]);
    const { sent } = value(await journal.open(info.bufferId));
    same(sent, [{ generation: 1, contentHash: first.contentHash, ...pin, ...title }]);
    value(await journal.unpin(info.bufferId));
    same(value(await journal.open(info.bufferId)).sent, []);
    reason(await journal.prepare(info.bufferId, { generation: 1 }), 'missing');
  },

  'Two things sent of one generation are both remembered': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'sent'));
    const copy = { title: 'Copy', description: null };
    value(await journal.prepare(info.bufferId, { pin: { createKey: null } }));
    const copyPin = { metadata: copy, pin: { createKey: 'k'.repeat(22) } };
    for (const options of [copyPin, copyPin]) {
      value(await journal.prepare(info.bufferId, options));
    }
    const { sent } = value(await journal.open(info.bufferId));
    same(
      sent.map((one) => [one.generation, one.title]),
      [
        [1, 'Plan'],
        [1, 'Copy'],
      ],
    );
  },

  'Settled: exactly what was sent is the base, later edits stay unsaved': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'sent'));
    value(await journal.prepare(info.bufferId, { pin: { createKey: null } }));
    await edit(journal, info, 2, 'a', 'later');
    const saved = { ...info, sessionId: 's1', base: metadata(1) };
    const { baseRootHash, headRootHash } = value(await journal.confirmSaved(saved, 1));
    same(baseRootHash === headRootHash, false);
    const opened = value(await journal.open(info.bufferId));
    same(opened.parts.get('note:a'), { text: 'later' });
    same(opened.baseParts?.get('note:a'), { text: 'sent' });
    same([opened.sent, opened.info.sessionId], [[], 's1']);
    same(await offered(journal, info.ownerId), [info.bufferId]);
  },

  'Settled without later edits, the buffer is clean, also under a new title': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'sent'));
    value(await journal.prepare(info.bufferId, { pin: { createKey: null } }));
    const saved = { ...info, sessionId: 's1', base: metadata(1, 'Named when saved') };
    const { baseRootHash, headRootHash } = value(await journal.confirmSaved(saved, 1));
    same(baseRootHash, headRootHash);
    const opened = value(await journal.open(info.bufferId));
    same(opened.parts.get('metadata'), { title: 'Named when saved', description: null });
    same(await offered(journal, info.ownerId), []);
  },

  'A title changed after sending stays changed': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'sent'));
    value(await journal.prepare(info.bufferId, { pin: { createKey: null } }));
    const mine = { title: 'Mine', description: null };
    const changes = new Map([['metadata', mine]]);
    value(await journal.commit({ info, generation: 2, changes, onGeneration: 1 }));
    value(await journal.confirmSaved({ ...info, sessionId: 's1', base: metadata(1) }, 1));
    same(value(await journal.open(info.bufferId)).parts.get('metadata'), mine);
  },
};
