import { h, options, render } from 'preact';
import { beforeEach, expect, it } from 'vitest';
import type { ModuleInstance, SessionContent } from '../../workbench/content/schema.ts';
import { activeDashboard } from '../../workbench/content/select.ts';
import { addAnnotation } from '../../workbench/edits/annotations.ts';
import { changeDashboardView } from '../../workbench/edits/dashboards.ts';
import { changeModuleSettings } from '../../workbench/edits/modules.ts';
import { changePercentiles } from '../../workbench/edits/settings.ts';
import { contentFrom } from '../../workbench/testing/contents.ts';
import { createMemoryAssets } from '../../workbench/testing/memory-assets.ts';
import { Workbench } from '../../workbench/workbench.ts';
import { useDashboardDate, useLinks } from './linking/links.ts';
import { shownEnsembles, useAnnotations } from './shown-ensembles.ts';

interface CardProps {
  module: ModuleInstance;
  workbench: Workbench;
}

const renders = new Map<string, number>();

/** Reads what a chart reads, and shows nothing. */
function Card({ module: { id }, workbench }: CardProps) {
  renders.set(id, (renders.get(id) ?? 0) + 1);
  shownEnsembles(workbench, 'all');
  useLinks(workbench, id);
  useDashboardDate(workbench, id);
  useAnnotations(workbench, { moduleId: id, vectors: ['FOPR'], timeAxis: true });
  return null;
}

function Cards({ workbench }: Pick<CardProps, 'workbench'>) {
  const modules = activeDashboard(workbench.content.value)?.modules ?? [];
  return modules.map((module) => h(Card, { key: module.id, module, workbench }));
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
const [note, ...others] = [...(activeDashboard(content)?.modules ?? [])].sort(
  (one, other) => Number(other.type === 'note') - Number(one.type === 'note'),
);

function edited(edit: (content: SessionContent) => SessionContent): readonly string[] {
  renders.clear();
  workbench.edit(edit, { label: 'Edit' });
  return [...renders.keys()];
}

let workbench: Workbench;

beforeEach(() => {
  options.debounceRendering = (run) => run();
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

it('renders every card once to begin with', () => {
  expect(others.length).toBeGreaterThan(1);
  expect(renders.size).toBe(others.length + 1);
});

it('renders the card alone in which somebody types', () => {
  const id = note?.id ?? '';
  for (const text of ['a', 'ab', 'abc']) {
    expect(edited((now) => changeModuleSettings(now, id, { text }))).toEqual([id]);
    expect(renders.get(id)).toBe(1);
  }
});

it('renders all cards when something changes that all read', () => {
  const all = others.length + 1;
  expect(edited((now) => changePercentiles(now, [20]))).toHaveLength(all);
  const dashboardId = content.activeDashboardId;
  expect(
    edited((now) => changeDashboardView(now, dashboardId, { date: '2030-01-01' })),
  ).toHaveLength(all);
  expect(
    edited((now) =>
      addAnnotation(now, {
        ...{ kind: 'dateMarker', name: 'Marker', color: 'series-2', visible: true },
        ...{ charts: 'all', date: '2030-01-01' },
      }),
    ),
  ).toHaveLength(all);
});
