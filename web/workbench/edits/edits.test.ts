import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANNOTATIONS_MAX, DASHBOARDS_MAX, ENSEMBLES_MAX, GRID_COLUMNS } from '../content/limits.ts';
import { readContent } from '../content/read.ts';
import type { SessionContent } from '../content/schema.ts';
import { activeDashboard, ensembleColor, moduleById } from '../content/select.ts';
import { exampleEnsemble } from '../ensembles/example-ensemble.ts';
import { anyContent, contentFrom, countingIds } from '../testing/contents.ts';
import * as annotations from './annotations.ts';
import * as dashboards from './dashboards.ts';
import * as ensembles from './ensembles.ts';
import * as modules from './modules.ts';
import { changeRealizationFilter } from './realization-filter.ts';
import * as settings from './settings.ts';

const overview = contentFrom('field-overview');
const names = (content: SessionContent) => content.dashboards.map(({ name }) => name);
const marker: annotations.NewAnnotation = {
  kind: 'dateMarker',
  name: 'Start of injection',
  color: 'series-2',
  visible: true,
  charts: 'all',
  date: '2030-01-01',
};

describe('every edit', () => {
  const makeId = countingIds('new');
  const edits: ((content: SessionContent, id: string) => SessionContent)[] = [
    (c) => dashboards.addDashboard(c, 'Added', makeId()),
    (c, id) => dashboards.renameDashboard(c, id, ' Renamed '),
    (c, id) => dashboards.moveDashboard(c, id, 99),
    (c, id) => dashboards.duplicateDashboard(c, id, makeId),
    (c, id) => dashboards.deleteDashboard(c, id),
    (c, id) => dashboards.activateDashboard(c, id),
    (c, id) =>
      modules.addModule(c, id, { type: 'note', settings: {}, size: { w: 30, h: 2 } }, makeId()),
    (c, id) => modules.layoutModules(c, new Map([[id, { x: 40, y: -3, w: 0.2, h: 7.6 }]])),
    (c, id) => modules.duplicateModule(c, id, makeId()),
    (c, id) => modules.duplicateModule(c, id, makeId(), c.dashboards[0]?.id),
    (c, id) => modules.moveModule(c, id, c.dashboards.at(-1)?.id ?? ''),
    (c, id) => modules.removeModule(c, id),
    (c, id) => modules.changeModuleSettings(c, id, { text: 'New' }),
    (c, id) => modules.renameModule(c, id, 'x'.repeat(120)),
    (c) => ensembles.addEnsemble(c, exampleEnsemble('channel-sands'), makeId()),
    (c, id) => ensembles.renameEnsemble(c, id, 'Renamed'),
    (c, id) => ensembles.removeEnsemble(c, id),
    (c, id) => changeRealizationFilter(c, id, { include: [[0, 49]], exclude: [] }),
    (c) => annotations.addAnnotation(c, marker, makeId()),
    (c, id) => annotations.changeAnnotation(c, id, { visible: false }),
    (c, id) => annotations.removeAnnotation(c, id),
    (c) => settings.changePercentiles(c, [90, 10, -5, 101, 10]),
  ];

  it('keeps a valid content valid, does not modify the old one, and returns it if nothing changed', () => {
    const step = fc.tuple(fc.nat(edits.length - 1), fc.nat());
    fc.assert(
      fc.property(anyContent, fc.array(step, { maxLength: 8 }), (start, steps) => {
        let content = start;
        for (const [edit, choice] of steps) {
          const ids = [
            ...content.dashboards.flatMap((one) => [one.id, ...one.modules.map(({ id }) => id)]),
            ...content.ensembleSet.ensembles.map(({ id }) => id),
            ...content.userCreatedItems.annotations.map(({ id }) => id),
          ];
          const before = JSON.stringify(content);
          const next = edits[edit]?.(content, ids[choice % ids.length] ?? 'none') ?? content;
          expect(JSON.stringify(content)).toBe(before);
          if (next !== content) expect(JSON.stringify(next)).not.toBe(before);
          expect(readContent(next)).toMatchObject({ ok: true });
          content = next;
        }
      }),
    );
  });
});

describe('dashboards', () => {
  it('are added at the end and opened', () => {
    const content = dashboards.addDashboard(overview, 'Wells', 'new');
    expect(names(content)).toEqual(['Production', 'Uncertainty', 'Wells']);
    expect(activeDashboard(content)?.id).toBe('new');
  });

  it('move to another place', () => {
    const content = dashboards.moveDashboard(overview, overview.dashboards[0]?.id ?? '', 1);
    expect(names(content)).toEqual(['Uncertainty', 'Production']);
  });

  it('are duplicated with new ids and a new name, beside the original', () => {
    const id = overview.dashboards[0]?.id ?? '';
    const twice = dashboards.duplicateDashboard(
      dashboards.duplicateDashboard(overview, id, countingIds('a')),
      id,
      countingIds('b'),
    );
    expect(names(twice)).toEqual([
      'Production',
      'Production copy 2',
      'Production copy',
      'Uncertainty',
    ]);
    expect(new Set(twice.dashboards.flatMap((one) => one.modules.map((m) => m.id))).size).toBe(15);
  });

  it('are duplicated with the markers of single charts', () => {
    const id = overview.dashboards[0]?.id ?? '';
    const chart = overview.dashboards[0]?.modules[0]?.id ?? '';
    const content = annotations.addAnnotation(overview, { ...marker, charts: [chart] });
    const copied = dashboards.duplicateDashboard(content, id, countingIds('copy'));
    expect(copied.userCreatedItems.annotations[0]?.charts).toEqual([chart, 'copy-2']);
  });

  it('open their neighbour when the open one is deleted, down to none', () => {
    const [first, second] = overview.dashboards.map(({ id }) => id);
    const one = dashboards.deleteDashboard(overview, first ?? '');
    expect(activeDashboard(one)?.id).toBe(second);
    const none = dashboards.deleteDashboard(one, second ?? '');
    expect(activeDashboard(none)).toBeUndefined();
    expect(readContent(none).ok).toBe(true);
  });

  it('are not renamed to nothing', () => {
    const id = overview.dashboards[0]?.id ?? '';
    expect(dashboards.renameDashboard(overview, id, '   ')).toBe(overview);
  });

  it('stop being added at the limit', () => {
    let content = overview;
    for (let i = 0; i < DASHBOARDS_MAX + 5; i++) content = dashboards.addDashboard(content, 'D');
    expect(content.dashboards).toHaveLength(DASHBOARDS_MAX);
  });
});

describe('modules', () => {
  const [dashboard] = overview.dashboards;
  const moduleIds = dashboard?.modules.map(({ id }) => id) ?? [];

  it('go to the first free place', () => {
    expect(modules.freePlace([], { w: 6, h: 4 })).toEqual({ x: 0, y: 0, w: 6, h: 4 });
    const taken = [{ layout: { x: 0, y: 0, w: 6, h: 4 } }, { layout: { x: 6, y: 2, w: 6, h: 2 } }];
    expect(modules.freePlace(taken, { w: 6, h: 2 })).toEqual({ x: 6, y: 0, w: 6, h: 2 });
    expect(modules.freePlace(taken, { w: 12, h: 1 })).toEqual({ x: 0, y: 4, w: 12, h: 1 });
  });

  it('stay inside the grid wherever they are moved', () => {
    const [id = ''] = moduleIds;
    const moved = modules.layoutModules(overview, new Map([[id, { x: 11, y: -4, w: 40, h: 0 }]]));
    expect(moduleById(moved, id)?.module.layout).toEqual({ x: 0, y: 0, w: GRID_COLUMNS, h: 1 });
  });

  it('change only when their layout does', () => {
    const same = new Map(dashboard?.modules.map(({ id, layout }) => [id, layout]));
    expect(modules.layoutModules(overview, same)).toBe(overview);
  });

  it('lose the title a person gave them when it is cleared', () => {
    const [id = ''] = moduleIds;
    const named = modules.renameModule(overview, id, 'Mine');
    expect(moduleById(named, id)?.module.title).toBe('Mine');
    expect(moduleById(modules.renameModule(named, id, ''), id)?.module).not.toHaveProperty('title');
  });

  it('keep the settings that are not changed', () => {
    const [id = ''] = moduleIds;
    const changed = modules.changeModuleSettings(overview, id, { mean: false });
    expect(moduleById(changed, id)?.module.settings).toMatchObject({ vector: 'FOPR', mean: false });
  });
});

describe('ensembles', () => {
  it('get a unique name', () => {
    const content = ensembles.addEnsemble(overview, exampleEnsemble('north-flank'), 'second');
    expect(content.ensembleSet.ensembles.map(({ name }) => name)).toEqual([
      'North Flank',
      'North Flank 2',
    ]);
  });

  it('are removed with their filter and colour', () => {
    const id = overview.ensembleSet.ensembles[0]?.id ?? '';
    let content = settings.changeEnsembleColor(overview, id, '#ff0000');
    content = changeRealizationFilter(content, id, { include: [], exclude: [[3, 3]] });
    content = ensembles.removeEnsemble(content, id);
    expect(content.settings.ensembleColors).toEqual({});
    expect(content.realizationFilterSet.filters).toEqual({});
  });

  it('have the chosen colour, else one by their position', () => {
    const { ensembleSet } = contentFrom('comparison');
    const [first = { id: '' }, second = { id: '' }] = ensembleSet.ensembles;
    const content = settings.changeEnsembleColor({ ...overview, ensembleSet }, first.id, '#ff0000');
    expect(ensembleColor(content, first.id)).toBe('#ff0000');
    expect(ensembleColor(content, second.id)).toBe('series-2');
  });

  it('stop being added at the limit', () => {
    let content = overview;
    for (let i = 0; i < ENSEMBLES_MAX + 5; i++) {
      content = ensembles.addEnsemble(content, exampleEnsemble('north-flank'));
    }
    expect(content.ensembleSet.ensembles).toHaveLength(ENSEMBLES_MAX);
  });

  it('lose a filter that includes all and excludes none', () => {
    const filtered = changeRealizationFilter(overview, 'e', { include: [[0, 9]], exclude: [] });
    expect(filtered.realizationFilterSet.filters).toHaveProperty('e');
    const cleared = changeRealizationFilter(filtered, 'e', { include: [], exclude: [] });
    expect(cleared.realizationFilterSet.filters).toEqual({});
  });
});

describe('markers and thresholds', () => {
  const chart = { moduleId: 'chart', vectors: ['FOPR'], timeAxis: true };
  const threshold: annotations.NewAnnotation = {
    kind: 'threshold',
    name: 'Plant capacity',
    color: '#ff0000',
    visible: true,
    charts: 'all',
    vector: 'FOPR',
    value: 8000,
  };
  const shown = (annotation: annotations.NewAnnotation, on = chart) =>
    annotations.annotationsFor(annotations.addAnnotation(overview, annotation), on).length === 1;

  it('are shown where they belong', () => {
    expect(shown(marker)).toBe(true);
    expect(shown(marker, { ...chart, timeAxis: false })).toBe(false);
    expect(shown(threshold)).toBe(true);
    expect(shown(threshold, { ...chart, vectors: ['FWPR'] })).toBe(false);
  });

  it('are shown on the charts chosen only, and not while hidden', () => {
    expect(shown({ ...threshold, charts: ['chart'] })).toBe(true);
    expect(shown({ ...threshold, charts: ['another'] })).toBe(false);
    expect(shown({ ...marker, visible: false })).toBe(false);
  });

  it('stop being added at the limit', () => {
    let content = overview;
    for (let i = 0; i < ANNOTATIONS_MAX + 5; i++)
      content = annotations.addAnnotation(content, marker);
    expect(content.userCreatedItems.annotations).toHaveLength(ANNOTATIONS_MAX);
  });
});

it('percentiles are kept sorted, without duplicates and within 0 to 100', () => {
  const changed = settings.changePercentiles(overview, [95, 5, 50, 5, -1, 200]);
  expect(changed.settings.percentiles).toEqual([5, 50, 95]);
  expect(settings.changePercentiles(changed, [50, 95, 5])).toBe(changed);
});

it('moves a module to the first free place of another dashboard, and copies it there', () => {
  const [production, uncertainty] = overview.dashboards;
  const module = production?.modules[0];
  if (!module || !uncertainty) throw new Error('the template has changed');
  const idsOn = (content: SessionContent, index: number) =>
    content.dashboards[index]?.modules.map(({ id }) => id) ?? [];

  const moved = modules.moveModule(overview, module.id, uncertainty.id);
  expect(idsOn(moved, 0)).toEqual(idsOn(overview, 0).slice(1));
  expect(idsOn(moved, 1)).toEqual([...idsOn(overview, 1), module.id]);
  expect(moduleById(moved, module.id)?.module).toMatchObject({
    settings: module.settings,
    layout: { x: 0, w: 8, h: 9 },
  });
  expect(modules.moveModule(overview, module.id, 'gone')).toBe(overview);

  const copied = modules.duplicateModule(overview, module.id, 'copy', uncertainty.id);
  expect(idsOn(copied, 0)).toEqual(idsOn(overview, 0));
  expect(idsOn(copied, 1)).toEqual([...idsOn(overview, 1), 'copy']);
});
