import { expect, it } from 'vitest';
import { addDashboard } from '../edits/dashboards.ts';
import { changeModuleSettings } from '../edits/modules.ts';
import { contentFrom } from '../testing/contents.ts';
import { broughtBy, mergeMarksOf } from './merge-marks.ts';
import { WorkbenchSession } from './workbench-session.ts';

const mine = contentFrom('field-overview');
const copy = structuredClone(mine);
const theirs = changeModuleSettings(copy, 'id-3', { text: 'theirs' });
const later = { label: 'Later' };

function open() {
  const options = { readOnly: false, onChange() {}, onRefused() {}, now: () => 0 };
  const session = new WorkbenchSession(mine, options);
  return { session, marks: mergeMarksOf(session) };
}

it('A merge marks only modules that are new or changed by value', () => {
  expect(broughtBy(mine, copy)).toEqual(new Set());
  expect(broughtBy(mine, theirs)).toEqual(new Set(['id-3']));
  const all = mine.dashboards.flatMap(({ modules }) => modules.map(({ id }) => id));
  expect(broughtBy({ ...mine, dashboards: [] }, mine)).toEqual(new Set(all));
});

it('What a merge changed is marked until it is seen or the merge is undone', () => {
  const { session, marks } = open();
  session.edit((content) => changeModuleSettings(content, 'id-3', { text: 'mine' }), later);
  expect(marks.ids.value.size).toBe(0);
  session.replace(theirs, 'Merge');
  expect(marks.ids.value).toEqual(new Set(['id-3']));
  session.edit((content) => addDashboard(content, 'More'), later);
  session.undo();
  expect(mergeMarksOf(session).ids.value).toEqual(new Set(['id-3']));
  session.undo();
  expect(marks.ids.value.size).toBe(0);
  session.redo();
  expect(marks.ids.value).toEqual(new Set(['id-3']));
  marks.seen('id-3');
  session.edit((content) => addDashboard(content, 'More'), later);
  session.undo();
  expect(marks.ids.value.size).toBe(0);
});

it('A reload of the newer version, or a merge from before the page was reloaded, marks nothing', () => {
  const { session, marks } = open();
  session.replace(theirs, 'Merge');
  session.replace(mine);
  expect(marks.ids.value.size).toBe(0);
  const again = open();
  again.session.resume({
    past: [{ value: { kept: copy, shown: copy }, label: 'Merge' }],
    future: [],
  });
  again.session.edit((content) => changeModuleSettings(content, 'id-3', { text: 'mine' }), later);
  again.session.undo();
  expect(again.marks.ids.value.size).toBe(0);
});
