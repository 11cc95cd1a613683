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
  it('shows an edit and reports it', () => {
    const session = open();
    expect(session.edit(rename('New'), { label: 'Rename' })).toBe(true);
    expect(session.content.value.dashboards[0]?.name).toBe('New');
    expect(told).toEqual([session.content.value]);
  });

  it('reports nothing and keeps no step if an edit changes nothing', () => {
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

  it('undoes and redoes edits, with the same trees', () => {
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

  it('undoes typing as a whole', () => {
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

  it('opens another dashboard without a step and without reporting it, until the next edit', () => {
    const session = open();
    session.look((content) => activateDashboard(content, second));
    expect(session.content.value.activeDashboardId).toBe(second);
    expect([session.undoLabel.value, told]).toEqual([null, []]);
    session.edit((content) => changePercentiles(content, [50]), { label: 'Percentiles' });
    expect(told).toMatchObject([{ activeDashboardId: second, settings: { percentiles: [50] } }]);
  });

  it('undo returns to the dashboard of the edit, and to exactly the content before it', () => {
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

  it('stays on the open dashboard when the kept content or another content arrives', () => {
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

  it('cannot undo a replacement from elsewhere', () => {
    const session = open();
    session.edit(rename('Mine'), { label: 'Rename' });
    const merged = contentFrom('comparison');
    session.replace(merged);
    session.undo();
    expect(session.content.value).toBe(merged);
    expect(session.undoLabel.value).toBeNull();
    expect(session.origin.value).toBe(merged);
  });

  it('keeps its steps when it is given the content it already has', () => {
    const session = open();
    session.edit(rename('Mine'), { label: 'Rename' });
    session.replace(session.content.value);
    expect(session.undoLabel.value).toBe('Rename');
    expect(session.origin.value).toBe(start);
  });
});

describe('a snapshot', () => {
  it('cannot be edited, and does not report view changes', () => {
    const session = open(true);
    expect(session.edit(rename('New'), { label: 'Rename' })).toBe(false);
    session.look((content) => activateDashboard(content, second));
    session.undo();
    expect(session.content.value.activeDashboardId).toBe(second);
    expect(told).toEqual([]);
  });
});
