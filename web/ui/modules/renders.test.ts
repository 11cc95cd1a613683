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
/** The percentiles that each card showed last. */
const shown = new Map<string, readonly number[]>();
/** Failures that cards reported about data. */
const failures: string[] = [];

/** Reads the same state as a chart, and renders nothing. */
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

/** A container for components that render nothing. */
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

/** Advances so far with every reading that a task has time for only one card. */
let clock = 0;
let turns: (() => void)[] = [];
/** Renderings that Preact has deferred. */
let pending: (() => void)[] = [];

function renderPending(): void {
  for (const run of pending.splice(0)) run();
  if (pending.length > 0) renderPending();
}

/** The cards that render immediately after an edit. */
function edited(edit: (content: SessionContent) => SessionContent): readonly string[] {
  renders.clear();
  workbench.edit(edit, { label: 'Edit' });
  renderPending();
  return [...renders.keys()];
}

/** The cards that render in each of the following tasks. */
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

beforeEach(async () => {
  turns = [];
  pending = [];
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
  // Data that arrives renders all cards, and how long it takes depends on the machine.
  const { ensembles } = content.ensembleSet;
  await Promise.all(ensembles.map(({ id }) => workbench.ensembles.loaded(id)));
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => turns.push(run));
  vi.stubGlobal('setTimeout', (run: () => void) => run());
  vi.spyOn(performance, 'now').mockImplementation(() => (clock += 10));
  options.debounceRendering = (run) => pending.push(run);
  render(h(Cards, { workbench }), nowhere());
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('renders every card once at first', () => {
  expect(all.length).toBeGreaterThan(2);
  expect([...renders]).toEqual(all.map((id) => [id, 1]));
});

it('renders only the card in which somebody types', async () => {
  const id = note?.id ?? '';
  for (const text of ['a', 'ab', 'abc']) {
    expect(edited((now) => changeModuleSettings(now, id, { text }))).toEqual([id]);
    expect(renders.get(id)).toBe(1);
  }
  expect(await later()).toEqual([]);
});

it('renders no view when cards are moved and the move is undone and redone', async () => {
  const layouts = new Map(modules.map(({ id, layout }) => [id, { ...layout, y: layout.y + 4 }]));
  expect(edited((now) => layoutModules(now, layouts))).toEqual([]);
  workbench.undo();
  renderPending();
  workbench.redo();
  renderPending();
  expect(renders.size).toBe(0);
  expect(await later()).toEqual([]);
});

it('renders one card per task when shared settings change', async () => {
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

it('renders a card with the latest shared settings as soon as its own settings change', async () => {
  const id = note?.id ?? '';
  edited((now) => changePercentiles(now, [20]));
  expect(edited((now) => changeModuleSettings(now, id, { text: 'a' }))).toEqual([id]);
  expect(shown.get(id)).toEqual([20]);
  await later();
  expect(new Set(shown.values())).toEqual(new Set([shown.get(id)]));
});

it('renders all cards immediately when ensembles are added or removed, as removed data cannot be shown', () => {
  const none = (now: SessionContent) => ({ ...now, ensembleSet: { ensembles: [] } });
  expect(edited(none).toSorted()).toEqual(all.toSorted());
  expect(failures).toEqual([]);
});

it("renders all cards immediately when the dashboard's date changes", () => {
  const dashboardId = content.activeDashboardId;
  const dated = (now: SessionContent) =>
    changeDashboardView(now, dashboardId, { date: '2030-01-01' });
  expect(edited(dated).toSorted()).toEqual(all.toSorted());
});
