import { expect, it } from 'vitest';
import { addDashboard, deleteDashboard, renameDashboard } from '../edits/dashboards.ts';
import { contentFrom } from '../testing/contents.ts';
import { emptyHistory } from './history.ts';
import { KEPT_STEPS_MAX, readSteps, writeSteps } from './kept-steps.ts';
import { type Edit, WorkbenchSession } from './workbench-session.ts';

const start = contentFrom('field-overview');
const first = start.dashboards[0]?.id ?? '';

const place = (content: typeof start) => ({ kept: content, shown: content });

function opened(content = start): WorkbenchSession {
  return new WorkbenchSession(content, {
    readOnly: false,
    onChange: () => {},
    onRefused: () => {},
    now: () => 0,
  });
}

/** The session as it comes back from a backup: other objects, and fields in another order. */
function reloaded(session: WorkbenchSession): WorkbenchSession {
  const { dashboards, ...others } = JSON.parse(JSON.stringify(session.content.value));
  const again = opened({ dashboards, ...others });
  const text = writeSteps(session.steps);
  const history = text && readSteps(text, again.steps.now);
  if (history) again.resume(history);
  return again;
}

const add: Edit = (content) => addDashboard(content, 'Added', 'added');
const rename: Edit = (content) => renameDashboard(content, first, 'Renamed');
const remove: Edit = (content) => deleteDashboard(content, first);

it('goes back and forth over a reload as before it', () => {
  const session = opened();
  for (const edit of [add, rename, remove]) session.edit(edit, { label: edit.name });
  const [, , , last] = [start, add(start), rename(add(start)), session.content.value];
  session.undo();
  const again = reloaded(session);
  expect([again.undoLabel.value, again.redoLabel.value]).toEqual(['rename', 'remove']);
  again.redo();
  expect(again.content.value).toEqual(last);
  for (let i = 0; i < 3; i++) again.undo();
  expect(again.content.value).toEqual(start);
  expect(again.undoLabel.value).toBeNull();
  expect(reloaded(again).redoLabel.value).toBe('add');
});

it('keeps only the last steps', () => {
  const session = opened();
  for (let i = 0; i < KEPT_STEPS_MAX + 10; i++)
    session.edit((content) => renameDashboard(content, first, `Name ${i}`), { label: `${i}` });
  const again = reloaded(session);
  for (let i = 0; i < KEPT_STEPS_MAX; i++) again.undo();
  expect(again.content.value.dashboards[0]?.name).toBe('Name 9');
  expect(again.undoLabel.value).toBeNull();
});

it('keeps nothing if there are no steps, and ignores steps of another content or another build', () => {
  expect(writeSteps({ now: place(start), history: emptyHistory })).toBeNull();
  const session = opened();
  session.edit(add, { label: 'add' });
  const text = writeSteps(session.steps) ?? '';
  expect(readSteps(text, session.steps.now)?.past).toHaveLength(1);
  expect(readSteps(text, place(start))).toBeNull();
  expect(
    readSteps(text.replace('"schemaVersion":', '"schemaVersion":9'), session.steps.now),
  ).toBeNull();
  expect(readSteps(text.slice(1), session.steps.now)).toBeNull();
});
