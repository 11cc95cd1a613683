import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DASHBOARDS_MAX, MODULES_PER_DASHBOARD_MAX } from '../content/limits.ts';
import { readContent } from '../content/read.ts';
import type { SessionContent } from '../content/schema.ts';
import { activeDashboard } from '../content/select.ts';
import { anyContent, contentFrom } from '../testing/contents.ts';
import { activateDashboard, addDashboard, deleteDashboard, moveDashboard } from './dashboards.ts';
import { changeModuleSettings, layoutModules, removeModule } from './modules.ts';
import { restoreDashboard, restoreModule } from './restore.ts';

const names = (content: SessionContent) => content.dashboards.map(({ name }) => name);
const withDashboards = (...added: string[]) =>
  added.reduce((content, name) => addDashboard(content, name, name), contentFrom('empty'));

describe('a deleted item', () => {
  it('is restored exactly, whichever it was', () => {
    fc.assert(
      fc.property(anyContent, fc.nat(), fc.nat(), (before, which, whichModule) => {
        const dashboard = before.dashboards[which % before.dashboards.length];
        if (!dashboard) return;
        const { id } = dashboard;
        const back = restoreDashboard(deleteDashboard(before, id), before, id);
        expect(back).toEqual(activateDashboard(before, id));
        // Module ids are unique in a session, but generated contents may have duplicates.
        const modules = before.dashboards.flatMap((one) => one.modules);
        const module = modules[whichModule % modules.length];
        if (!module || modules.filter((one) => one.id === module.id).length > 1) return;
        const home = before.dashboards.find((one) => one.modules.includes(module));
        const again = restoreModule(removeModule(before, module.id), before, module.id);
        expect(again).toEqual(activateDashboard(before, home?.id ?? ''));
      }),
    );
  });

  it('is restored only once', () => {
    const before = contentFrom('field-overview');
    const [dashboard] = before.dashboards;
    expect(restoreDashboard(before, before, dashboard?.id ?? '')).toBe(before);
    expect(restoreModule(before, before, dashboard?.modules[0]?.id ?? '')).toBe(before);
  });
});

describe('a restored dashboard', () => {
  it('is opened after its nearest predecessor, and keeps later edits', () => {
    const before = withDashboards('A', 'B', 'C');
    let content = deleteDashboard(before, 'B');
    content = addDashboard(content, 'D', 'D');
    content = moveDashboard(content, 'C', 0);
    content = restoreDashboard(content, before, 'B');
    expect(names(content)).toEqual(['C', 'Dashboard 1', 'A', 'B', 'D']);
    expect(activeDashboard(content)?.id).toBe('B');

    const others = deleteDashboard(deleteDashboard(before, 'A'), 'B');
    expect(names(restoreDashboard(others, before, 'B'))).toEqual(['Dashboard 1', 'B', 'C']);
    const first = before.dashboards[0]?.id ?? '';
    expect(names(restoreDashboard(deleteDashboard(before, first), before, first))[0]).toBe(
      'Dashboard 1',
    );
  });

  it('is not restored at the limit', () => {
    const before = withDashboards('A');
    let full = deleteDashboard(before, 'A');
    while (full.dashboards.length < DASHBOARDS_MAX) full = addDashboard(full, 'More');
    expect(restoreDashboard(full, before, 'A')).toBe(full);
  });
});

describe('a restored module', () => {
  const before = contentFrom('field-overview');
  const [home, other] = before.dashboards;
  if (!home || !other) throw new Error('the template has two dashboards');
  const [first, second] = home.modules;
  if (!first || !second) throw new Error('the template has modules');

  it('is at its old place on its dashboard, which is opened, and keeps later edits', () => {
    let content = removeModule(before, second.id);
    content = changeModuleSettings(content, first.id, { vector: 'FWPR' });
    content = layoutModules(content, new Map([[first.id, second.layout]]));
    content = activateDashboard(content, other.id);
    content = restoreModule(content, before, second.id);
    expect(activeDashboard(content)?.id).toBe(home.id);
    const modules = content.dashboards[0]?.modules ?? [];
    expect(modules.map(({ id }) => id)).toEqual(home.modules.map(({ id }) => id));
    expect(modules[1]).toEqual(second);
    expect(modules[0]?.settings).toMatchObject({ vector: 'FWPR' });
    expect(readContent(content).ok).toBe(true);
  });

  it('is not restored if its dashboard is gone or full', () => {
    const without = removeModule(before, second.id);
    const gone = deleteDashboard(without, home.id);
    expect(restoreModule(gone, before, second.id)).toBe(gone);
    const modules = Array.from({ length: MODULES_PER_DASHBOARD_MAX }, (_, i) => ({
      ...first,
      id: `more-${i}`,
    }));
    const full = { ...without, dashboards: [{ ...home, modules }, other] };
    expect(restoreModule(full, before, second.id)).toBe(full);
  });
});
