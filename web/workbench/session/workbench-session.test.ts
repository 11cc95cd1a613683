import { beforeEach, describe, expect, it } from 'vitest';
import type { SessionContent } from '../content/schema.ts';
import { activateDashboard, renameDashboard } from '../edits/dashboards.ts';
import { changeModuleSettings } from '../edits/modules.ts';
import { changePercentiles } from '../edits/settings.ts';
import { contentFrom } from '../testing/contents.ts';
import { type RefusedEdit, WorkbenchSession } from './workbench-session.ts';

const start = contentFrom('field-overview');
const [first, second] = start.dashboards.map(({ id }) => id) as [string, string];
const rename = (name: string) => (content: SessionContent) => renameDashboard(content, first, name);

let now: number;
let told: SessionContent[];
let refused: RefusedEdit[];

function open(readOnly = false): WorkbenchSession {
  return new WorkbenchSession(start, {
    readOnly,
    onChange: (content) => told.push(content),
    onRefused: (edit) => refused.push(edit),
    now: () => now,
  });
}

beforeEach(() => {
  now = 0;
  told = [];
  refused = [];
});

describe('a session', () => {
  it('shows an edit and tells of it', () => {
    const session = open();
    expect(session.edit(rename('New'), { label: 'Rename' })).toBe(true);
    expect(session.content.value.dashboards[0]?.name).toBe('New');
    expect(told).toEqual([session.content.value]);
  });

  it('tells nothing and keeps no step where an edit changes nothing', () => {
    const session = open();
    expect(session.edit((content) => content, { label: 'Nothing' })).toBe(false);
    expect([told, session.undoLabel.value]).toEqual([[], null]);
  });

  it('refuses an edit after which the content could not be opened again, and says why', () => {
    const session = open();
    const long = { text: 'x'.repeat(100_001) };
    const made = session.edit((content) => changeModuleSettings(content, 'id-3', long), {
      label: 'Edit note',
    });
    expect([made, session.content.value, told]).toEqual([false, start, []]);
    expect(refused).toEqual([
      { label: 'Edit note', issues: [expect.stringContaining('more than 100000 characters')] },
    ]);
  });

  it('takes edits back and makes them again, with the same trees', () => {
    const session = open();
    session.edit(rename('New'), { label: 'Rename' });
    session.edit((content) => changePercentiles(content, [50]), { label: 'Percentiles' });
    const edited = session.content.value;
    expect([session.undoLabel.value, session.redoLabel.value]).toEqual(['Percentiles', null]);
    session.undo();
    session.undo();
    expect(session.content.value).toBe(start);
    expect([session.undoLabel.value, session.redoLabel.value]).toEqual([null, 'Rename']);
    session.redo();
    session.redo();
    expect(session.content.value).toBe(edited);
    expect(told).toHaveLength(6);
  });

  it('takes typing back as a whole', () => {
    const session = open();
    for (const text of ['a', 'ab', 'abc']) {
      now += 200;
      session.edit((content) => changeModuleSettings(content, 'id-3', { text }), {
        label: 'Edit note',
        coalesce: 'note:id-3',
      });
    }
    session.undo();
    expect(session.content.value).toBe(start);
  });

  it('opens another dashboard without a step and without telling, until an edit takes it along', () => {
    const session = open();
    session.look((content) => activateDashboard(content, second));
    expect(session.content.value.activeDashboardId).toBe(second);
    expect([session.undoLabel.value, told]).toEqual([null, []]);
    session.edit((content) => changePercentiles(content, [50]), { label: 'Percentiles' });
    expect(told).toMatchObject([{ activeDashboardId: second, settings: { percentiles: [50] } }]);
  });

  it('goes back to where an undone edit was made, and to exactly what was kept before it', () => {
    const session = open();
    session.look((content) => activateDashboard(content, second));
    session.edit((content) => changePercentiles(content, [50]), { label: 'Percentiles' });
    session.look((content) => activateDashboard(content, first));
    session.undo();
    expect(session.content.value.activeDashboardId).toBe(second);
    expect(told.at(-1)).toBe(start);
    session.redo();
    expect(session.content.value.settings.percentiles).toEqual([50]);
  });

  it('stays on the dashboard that is looked at when what was kept comes back, or something else', () => {
    const session = open();
    session.look((content) => activateDashboard(content, second));
    session.replace(start);
    expect(session.content.value.activeDashboardId).toBe(second);
    session.replace(changePercentiles(start, [50]));
    expect(session.content.value).toMatchObject({
      activeDashboardId: second,
      settings: { percentiles: [50] },
    });
    session.replace({ ...start, dashboards: start.dashboards.filter(({ id }) => id !== second) });
    expect([session.content.value.activeDashboardId, told]).toEqual([first, []]);
  });

  it('has no way back to a content that was replaced from elsewhere', () => {
    const session = open();
    session.edit(rename('Mine'), { label: 'Rename' });
    const merged = contentFrom('comparison');
    session.replace(merged);
    session.undo();
    expect(session.content.value).toBe(merged);
    expect(session.undoLabel.value).toBeNull();
    expect(session.origin.value).toBe(merged);
  });

  it('keeps its steps when the content it already has comes back', () => {
    const session = open();
    session.edit(rename('Mine'), { label: 'Rename' });
    session.replace(session.content.value);
    expect(session.undoLabel.value).toBe('Rename');
    expect(session.origin.value).toBe(start);
  });
});

describe('a snapshot', () => {
  it('cannot be edited, and nobody is told of what is only looked at', () => {
    const session = open(true);
    expect(session.edit(rename('New'), { label: 'Rename' })).toBe(false);
    session.look((content) => activateDashboard(content, second));
    session.undo();
    expect(session.content.value.activeDashboardId).toBe(second);
    expect(told).toEqual([]);
  });
});
