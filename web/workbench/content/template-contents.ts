import { exampleEnsemble } from '../ensembles/example-ensemble.ts';
import type { ExampleName } from '../ensembles/example-fields.ts';
import { EMPTY_CONTENT } from './empty.ts';
import { newId } from './ids.ts';
import type { Dashboard, ModuleInstance, SessionContent } from './schema.ts';
import type { TemplateName } from './templates.ts';

type NewModule = Omit<ModuleInstance, 'id'>;
type NewDashboard = Omit<Dashboard, 'id' | 'modules'> & { readonly modules: readonly NewModule[] };

function build(
  dashboards: readonly NewDashboard[],
  examples: readonly ExampleName[],
  makeId: () => string,
): SessionContent {
  const withIds = dashboards.map(({ name, modules }) => ({
    id: makeId(),
    name,
    modules: modules.map((module) => ({ id: makeId(), ...module })),
  }));
  return {
    ...EMPTY_CONTENT,
    activeDashboardId: withIds[0]?.id ?? '',
    dashboards: withIds,
    ensembleSet: {
      ensembles: examples.map((example) => ({ id: makeId(), ...exampleEnsemble(example) })),
    },
  };
}

function note(text: string, layout: ModuleInstance['layout']): NewModule {
  return { type: 'note', settings: { text }, layout };
}

function timeSeries(vector: string, layout: ModuleInstance['layout'], lines = true): NewModule {
  const shown = { realizations: lines, mean: true, percentiles: true };
  return { type: 'time-series', settings: { vector, ensembles: 'all', ...shown }, layout };
}

function distribution(name: string, layout: ModuleInstance['layout']): NewModule {
  const shown = { histogram: true, box: true, bins: 20 };
  const what = { of: 'vector', name, at: 'end', ensembles: 'all' };
  return { type: 'distribution', settings: { ...what, ...shown }, layout };
}

function crossPlot(parameter: string, layout: ModuleInstance['layout']): NewModule {
  const settings = { parameter, vector: 'FOPT', at: 'end', ensembles: 'all' };
  return { type: 'cross-plot', settings, layout };
}

function table(layout: ModuleInstance['layout']): NewModule {
  const settings = { rows: 'realizations', ensemble: '', vector: 'FOPT', sort: null };
  return { type: 'table', settings, layout };
}

const WELCOME = `# Where to begin

1. Open **Ensembles** and add one: an example, or data of your own.
2. Choose **Add module** and pick a chart.
3. Press **Save** when you want it in the cloud. Until then everything is kept on this device.`;

const OVERVIEW = `# North Flank

Production of the field over 20 years, 100 realizations. The bands are the percentiles chosen in **Settings**.
Leave realizations out in **Realization filter**: every chart follows.`;

const COMPARISON = `# Two models side by side

Both ensembles are in every chart, each in its own colour. Change the colours in **Settings**.`;

const contents: Readonly<Record<TemplateName, (makeId: () => string) => SessionContent>> = {
  empty: (makeId) =>
    build(
      [{ name: 'Dashboard 1', modules: [note(WELCOME, { x: 0, y: 0, w: 6, h: 6 })] }],
      [],
      makeId,
    ),
  'field-overview': (makeId) =>
    build(
      [
        {
          name: 'Production',
          modules: [
            timeSeries('FOPR', { x: 0, y: 0, w: 8, h: 9 }),
            note(OVERVIEW, { x: 8, y: 0, w: 4, h: 9 }),
            timeSeries('FWCT', { x: 0, y: 9, w: 6, h: 8 }, false),
            timeSeries('FOPT', { x: 6, y: 9, w: 6, h: 8 }, false),
          ],
        },
        {
          name: 'Uncertainty',
          modules: [
            distribution('FOPT', { x: 0, y: 0, w: 6, h: 8 }),
            crossPlot('PERM_MULT', { x: 6, y: 0, w: 6, h: 8 }),
            table({ x: 0, y: 8, w: 12, h: 8 }),
          ],
        },
      ],
      ['north-flank'],
      makeId,
    ),
  comparison: (makeId) =>
    build(
      [
        {
          name: 'Comparison',
          modules: [
            note(COMPARISON, { x: 0, y: 0, w: 12, h: 3 }),
            timeSeries('FOPR', { x: 0, y: 3, w: 6, h: 8 }, false),
            timeSeries('FWCT', { x: 6, y: 3, w: 6, h: 8 }, false),
            distribution('FOPT', { x: 0, y: 11, w: 6, h: 8 }),
            crossPlot('POROSITY', { x: 6, y: 11, w: 6, h: 8 }),
          ],
        },
      ],
      ['north-flank', 'channel-sands'],
      makeId,
    ),
};

/** A new content from a template, with new ids. */
export function templateContent(name: TemplateName, makeId: () => string = newId): SessionContent {
  return contents[name](makeId);
}
