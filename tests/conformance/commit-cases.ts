import {
  begin,
  contentOf,
  edit,
  type JournalCases,
  newInfo,
  note,
  parts,
  reason,
  same,
  value,
} from './journal-tools.ts';
import { withNote } from './notes-model.ts';

/** Writing edits and reading them back. */
export const commitCases: JournalCases = {
  'A committed whole is opened as it was, with its base': async (journal) => {
    const info = newInfo();
    const [base, head] = [parts(note('a', 'one')), parts(note('a', 'two'))];
    const { rootHash } = value(await journal.commit({ info, generation: 1, whole: head, base }));
    const opened = value(await journal.open(info.bufferId));
    same([...opened.parts].sort(), [...head].sort());
    same([...(opened.baseParts ?? [])].sort(), [...base].sort());
    same(opened.rootHash, rootHash);
    same(opened.baseRootHash === rootHash, false);
    same([opened.generation, opened.info, opened.sent], [1, info, []]);
  },

  'Changes build on the head: changed, added and removed parts': async (journal) => {
    const info = newInfo();
    await begin(journal, info, withNote(note('a', 'one'), 'b', 'two'));
    const changes = new Map<string, unknown>([
      ['note:a', { text: 'changed' }],
      ['note:b', undefined],
      ['note:c', { text: 'added' }],
    ]);
    value(await journal.commit({ info, generation: 2, changes, onGeneration: 1 }));
    const opened = value(await journal.open(info.bufferId));
    same(opened.parts.get('note:a'), { text: 'changed' });
    same(opened.parts.has('note:b'), false);
    same(opened.parts.get('note:c'), { text: 'added' });
    same(opened.generation, 2);
  },

  'Changes on another generation than the head are refused as stale': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'one'));
    const changes = new Map([['note:a', { text: 'lost?' }]]);
    reason(await journal.commit({ info, generation: 9, changes, onGeneration: 8 }), 'stale');
    same(value(await journal.open(info.bufferId)).parts.get('note:a'), { text: 'one' });
  },

  'Changes to a buffer that is not there are refused as stale': async (journal) => {
    const changes = new Map([['note:a', { text: 'one' }]]);
    const commit = { info: newInfo(), generation: 2, changes, onGeneration: 1 };
    reason(await journal.commit(commit), 'stale');
  },

  'The root hash comes back when an edit is undone': async (journal) => {
    const info = newInfo();
    const first = await begin(journal, info, note('a', 'one'));
    const second = await edit(journal, info, 2, 'a', 'two');
    const third = await edit(journal, info, 3, 'a', 'one');
    same([second === first, third === first], [false, true]);
  },

  'The order in which keys were written does not matter': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'one'));
    const one = new Map([['note:a', { text: 'x', more: { b: 1, a: 2 } }]]);
    const two = new Map([['note:a', { more: { a: 2, b: 1 }, text: 'x' }]]);
    const first = await journal.commit({ info, generation: 2, changes: one, onGeneration: 1 });
    const second = await journal.commit({ info, generation: 3, changes: two, onGeneration: 2 });
    same(value(first).rootHash, value(second).rootHash);
  },

  'A key called __proto__ is data all the way': async (journal) => {
    const info = newInfo();
    await begin(journal, info, note('a', 'one'));
    const roots = [];
    for (const generation of [2, 3]) {
      const part = JSON.parse(`{"text":"x","__proto__":{"polluted":${generation}}}`);
      const changes = new Map([['note:a', part]]);
      const commit = { info, generation, changes, onGeneration: generation - 1 };
      roots.push(value(await journal.commit(commit)).rootHash);
    }
    same(roots[0] === roots[1], false);
    same(Reflect.get({}, 'polluted'), undefined);
    const prepared = value(await journal.prepare(info.bufferId, {}));
    same((await contentOf(prepared.body)).includes('"__proto__":{"polluted":3}'), true);
  },

  'Every commit says how large the work is by now': async (journal) => {
    const info = newInfo();
    const whole = parts(note('a', 'one'));
    const small = value(await journal.commit({ info, generation: 1, whole, base: null }));
    same(small.bytes > 20 && small.bytes < 1_000, true);
    const changes = new Map([['note:a', { text: 'x'.repeat(70_000) }]]);
    const large = await journal.commit({ info, generation: 2, changes, onGeneration: 1 });
    same(value(large).bytes > 70_000, true);
  },
};
