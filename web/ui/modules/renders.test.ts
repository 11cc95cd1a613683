import { h, options, render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SessionContent } from '../../workbench/content/schema.ts';
import { activeDashboard } from '../../workbench/content/select.ts';
import { addAnnotation } from '../../workbench/edits/annotations.ts';
import { changeDashboardView } from '../../workbench/edits/dashboards.ts';
import { changeModuleSettings, layoutModules } from '../../workbench/edits/modules.ts';
import { changeRealizationFilter } from '../../workbench/edits/realization-filter.ts';
import { changePercentiles } from '../../workbench/edits/settings.ts';
import { contentFrom } from '../../workbench/testing/contents.ts';
import { createMemoryAssets } from '../../workbench/testing/memory-assets.ts';
import { Workbench } from '../../workbench/workbench.ts';
import { KnownModule } from '../dashboard/module-card.tsx';
import { useDashboardDate, useLinks } from './linking/links.ts';
import type { ModuleProps } from './module.ts';
import { moduleOfType } from './registry.ts';
import { shownEnsembles, useAnnotations } from './shown-ensembles.ts';

const renders = new Map<string, number>();
/** What each card has shown last of the percentiles. */
const shown = new Map<string, readonly number[]>();
/** What cards have said of data that cannot be shown. */
const failures: string[] = [];

/** Reads what a chart reads, and shows nothing. */
function View({ id, shared, workbench }: ModuleProps<object>) {
  renders.set(id, (renders.get(id) ?? 0) + 1);
  shown.set(id, shared.settings.percentiles);
  failures.push(...shownEnsembles(workbench, shared, 'all').failed);
  useLinks(workbench, id);
  useDashboardDate(workbench, id);
  useAnnotations(shared, { moduleId: id, vectors: ['FOPR'], timeAxis: true });
  return null;
}

function Cards({ workbench }: { workbench: Workbench }) {
  const modules = activeDashboard(workbench.content.value)?.modules ?? [];
  return modules.map((instance) => {
    const known = moduleOfType(instance.type);
    if (!known) return null;
    const props = { instance, workbench, room: { current: null }, View: View as typeof known.View };
    return h(KnownModule, { key: instance.id, module: known.module, ...props });
  });
}

/** A place to render into for components that show nothing. */
const nowhere = () =>
  ({
    childNodes: [],
    nodeType: 1,
    firstChild: null,
    insertBefore() {},
    contains: () => true,
  }) as never;

const content = contentFrom('field-overview');
const modules = activeDashboard(content)?.modules ?? [];
const note = modules.find(({ type }) => type === 'note');
const all = modules.map(({ id }) => id);

/** Each takes so long that a task has room for one. */
let clock = 0;
let turns: (() => void)[] = [];
/** Renderings that Preact has put off. */
let pending: (() => void)[] = [];

function renderPending(): void {
  for (const run of pending.splice(0)) run();
  if (pending.length > 0) renderPending();
}

/** The cards that render at once. */
function edited(edit: (content: SessionContent) => SessionContent): readonly string[] {
  renders.clear();
  workbench.edit(edit, { label: 'Edit' });
  renderPending();
  return [...renders.keys()];
}

/** The cards that render in each task that follows. */
async function later(): Promise<string[][]> {
  const tasks: string[][] = [];
  for (let run = turns.shift(); run; run = turns.shift()) {
    renders.clear();
    run();
    renderPending();
    await Promise.resolve();
    await Promise.resolve();
    tasks.push([...renders.keys()]);
  }
  return tasks;
}

let workbench: Workbench;

beforeEach(() => {
  turns = [];
  pending = [];
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => turns.push(run));
  vi.stubGlobal('setTimeout', (run: () => void) => run());
  vi.spyOn(performance, 'now').mockImplementation(() => (clock += 10));
  options.debounceRendering = (run) => pending.push(run);
  const persistence = {
    state: { kind: 'NewSession', content },
    subscribe: () => () => undefined,
    edit: () => undefined,
  };
  workbench = new Workbench({
    persistence: persistence as never,
    now: () => 0,
    assets: createMemoryAssets(),
  });
  render(h(Cards, { workbench }), nowhere());
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('renders every card once to begin with', () => {
  expect(all.length).toBeGreaterThan(2);
  expect([...renders]).toEqual(all.map((id) => [id, 1]));
});

it('renders the card alone in which somebody types', async () => {
  const id = note?.id ?? '';
  for (const text of ['a', 'ab', 'abc']) {
    expect(edited((now) => changeModuleSettings(now, id, { text }))).toEqual([id]);
    expect(renders.get(id)).toBe(1);
  }
  expect(await later()).toEqual([]);
});

it('renders no view where cards are only moved, one way and back', async () => {
  const layouts = new Map(modules.map(({ id, layout }) => [id, { ...layout, y: layout.y + 4 }]));
  expect(edited((now) => layoutModules(now, layouts))).toEqual([]);
  workbench.undo();
  renderPending();
  workbench.redo();
  renderPending();
  expect(renders.size).toBe(0);
  expect(await later()).toEqual([]);
});

it('renders one card after the other when something changes that all read', async () => {
  const ensembleId = content.ensembleSet.ensembles[0]?.id ?? '';
  const edits = [
    (now: SessionContent) => changePercentiles(now, [20]),
    (now: SessionContent) =>
      changeRealizationFilter(now, ensembleId, { include: [[0, 40]], exclude: [] }),
    (now: SessionContent) =>
      addAnnotation(now, {
        ...{ kind: 'dateMarker', name: 'Marker', color: 'series-2', visible: true },
        ...{ charts: 'all', date: '2030-01-01' },
      }),
  ];
  for (const edit of edits) {
    expect(edited(edit)).toEqual([]);
    expect(await later()).toEqual(all.map((id) => [id]));
  }
});

it('renders a card with all that is new as soon as its own settings change', async () => {
  const id = note?.id ?? '';
  edited((now) => changePercentiles(now, [20]));
  expect(edited((now) => changeModuleSettings(now, id, { text: 'a' }))).toEqual([id]);
  expect(shown.get(id)).toEqual([20]);
  await later();
  expect(new Set(shown.values())).toEqual(new Set([shown.get(id)]));
});

it('renders all at once when data come or go: what is gone cannot be shown until then', () => {
  const none = (now: SessionContent) => ({ ...now, ensembleSet: { ensembles: [] } });
  expect(edited(none).toSorted()).toEqual(all.toSorted());
  expect(failures).toEqual([]);
});

it('renders all at once when the day changes that their dashboard reads them on', () => {
  const dashboardId = content.activeDashboardId;
  const dated = (now: SessionContent) =>
    changeDashboardView(now, dashboardId, { date: '2030-01-01' });
  expect(edited(dated).toSorted()).toEqual(all.toSorted());
});
