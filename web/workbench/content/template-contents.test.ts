import { describe, expect, it } from 'vitest';
import { generateExample } from '../ensembles/examples.ts';
import { contentFrom } from '../testing/contents.ts';
import { moduleTitle } from './module-title.ts';
import type { ExampleSource } from './schema.ts';
import { templateContent } from './template-contents.ts';
import type { TemplateName } from './templates.ts';

const names: readonly TemplateName[] = ['empty', 'field-overview', 'comparison'];
/** Module settings other than those that the titles already tell. */
const shown = { mean: true, percentiles: true };
const look = {
  lines: { ensembles: 'all', ...shown, realizations: true },
  bands: { ensembles: 'all', ...shown, realizations: false },
  distribution: { ensembles: 'all', of: 'vector', histogram: true, box: true, bins: 20 },
};

function titles(name: TemplateName): string[][] {
  return contentFrom(name).dashboards.map((dashboard) => [
    dashboard.name,
    ...dashboard.modules.map((module) => moduleTitle(module)),
  ]);
}

describe.each(names)('the template "%s"', (name) => {
  const content = contentFrom(name);
  const data = content.ensembleSet.ensembles.map(({ source }) =>
    generateExample(source as ExampleSource),
  );

  it('opens on its first dashboard, and gives everything its own id', () => {
    expect(content.activeDashboardId).toBe(content.dashboards[0]?.id);
    const ids = ({ dashboards, ensembleSet }: typeof content) => [
      ...dashboards.flatMap(({ id, modules }) => [id, ...modules.map((module) => module.id)]),
      ...ensembleSet.ensembles.map(({ id }) => id),
    ];
    const both = [...ids(templateContent(name)), ...ids(templateContent(name))];
    expect(new Set(both).size).toBe(both.length);
  });

  it('shows only what its ensembles have', () => {
    for (const { settings, type } of content.dashboards.flatMap(({ modules }) => modules)) {
      const { vector, parameter, name: what } = settings as Record<string, string>;
      for (const { vectors, parameters } of data) {
        for (const one of [vector, type === 'distribution' ? what : undefined])
          if (one !== undefined) expect(vectors.has(one)).toBe(true);
        if (parameter !== undefined) expect(parameters.has(parameter)).toBe(true);
      }
    }
  });

  it('places its modules inside the grid, none over another', () => {
    for (const { modules } of content.dashboards) {
      const cells = modules.flatMap(({ layout: { x, y, w, h } }) => {
        expect(x + w).toBeLessThanOrEqual(12);
        return Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`);
      });
      expect(cells.length).toBeGreaterThan(0);
      expect(new Set(cells).size).toBe(cells.length);
    }
  });
});

it('The templates hold what their names promise', () => {
  expect(titles('empty')).toEqual([['Dashboard 1', 'Note']]);
  expect(titles('field-overview')).toEqual([
    ['Production', 'FOPR', 'Note', 'FWCT', 'FOPT'],
    [
      'Uncertainty',
      'FOPT at the last date',
      'FOPT at the last date against PERM_MULT',
      'FOPT by realization',
    ],
  ]);
  expect(titles('comparison')).toEqual([
    [
      'Comparison',
      'Note',
      'FOPR',
      'FWCT',
      'FOPT at the last date',
      'FOPT at the last date against POROSITY',
    ],
  ]);
});

it('The first chart shows every realization, the others the bands', () => {
  const [production, uncertainty] = contentFrom('field-overview').dashboards;
  const [first, note, second, third] = production?.modules ?? [];
  expect(first?.settings).toMatchObject(look.lines);
  expect(second?.settings).toMatchObject(look.bands);
  expect(third?.settings).toMatchObject(look.bands);
  expect(note?.settings.text).toMatch(/^# North Flank\n/);
  const [spread, cross, table] = uncertainty?.modules ?? [];
  expect(spread?.settings).toMatchObject(look.distribution);
  expect(cross?.settings).toMatchObject({ ensembles: 'all' });
  expect(table?.settings).toEqual({
    rows: 'realizations',
    ensemble: '',
    vector: 'FOPT',
    sort: null,
  });
});
