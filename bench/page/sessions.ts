import type { ImportedSource, SessionContent } from '../../web/workbench/content/schema.ts';
import { CONTENT_SCHEMA_VERSION } from '../../web/workbench/content/version.ts';
import { packInside } from '../../web/workbench/ensembles/columns/inside.ts';
import { generateExample } from '../../web/workbench/ensembles/examples.ts';

type Ensemble = SessionContent['ensembleSet']['ensembles'][number];
type Dashboard = SessionContent['dashboards'][number];

/** Size of the imported data in megabytes, limited by what one save could contain. */
const IMPORTED_MB = 1.4;
const DASHBOARDS = 50;

/** Three sessions with the same open dashboard: small, with imported data, and also with a thousand modules. */
export async function benchSessions(): Promise<
  Record<'small' | 'imported' | 'large', SessionContent>
> {
  const imported = await importedEnsembles();
  return {
    small: contentOf([example('a', 11), example('b', 12)], 1),
    imported: contentOf(imported, 1),
    large: contentOf(imported, DASHBOARDS),
  };
}

function contentOf(ensembles: readonly Ensemble[], dashboards: number): SessionContent {
  return {
    schemaVersion: CONTENT_SCHEMA_VERSION,
    activeDashboardId: 'd0',
    settings: { percentiles: [10, 50, 90], ensembleColors: {} },
    userCreatedItems: { annotations: [] },
    dashboards: Array.from({ length: dashboards }, (_, i) =>
      dashboardOf(i, dashboards > 1 ? 20 : 6),
    ),
    ensembleSet: { ensembles },
    realizationFilterSet: { filters: {} },
  };
}

const TYPES = ['note', 'time-series', 'time-series', 'distribution', 'cross-plot', 'table'];

/** 100 realizations x 240 dates of two ensembles in five modules, and a note to type in. */
function dashboardOf(index: number, modules: number): Dashboard {
  return {
    id: `d${index}`,
    name: `Dashboard ${index}`,
    modules: Array.from({ length: modules }, (_, i) => {
      const type = TYPES[i % TYPES.length] ?? 'note';
      const layout = { x: (i % 2) * 6, y: Math.floor(i / 2) * 8, w: 6, h: 8 };
      return { id: `m${index}-${i}`, type, settings: settingsOf(type, i), layout };
    }),
  };
}

function settingsOf(type: string, place: number): Record<string, unknown> {
  const vector = ['FOPR', 'FWCT', 'FOPT'][place % 3] ?? 'FOPR';
  const common = { at: 'end', ensembles: 'all' };
  if (type === 'note') return { text: 'What was found' };
  if (type === 'table') return { rows: 'days', ensemble: '', vector, sort: null };
  if (type === 'cross-plot') return { parameter: '', vector, ...common };
  if (type === 'distribution') {
    return { of: 'vector', name: vector, ...common, histogram: true, box: true, bins: 20 };
  }
  return { vector, ensembles: 'all', realizations: true, mean: true, percentiles: true };
}

function example(id: string, seed: number): Ensemble {
  return { id, name: `Model ${id}`, source: { kind: 'example', example: 'north-flank', seed } };
}

/** The vectors of two examples as imported ensembles, as many as fit. */
async function importedEnsembles(): Promise<Ensemble[]> {
  const ensembles: Ensemble[] = [];
  for (const [id, seed] of [
    ['a', 11],
    ['b', 12],
  ] as const) {
    const source = await imported(seed, (IMPORTED_MB * 1e6) / 2);
    ensembles.push({ id, name: `Model ${id}`, source });
  }
  return ensembles;
}

async function imported(seed: number, maxBytes: number): Promise<ImportedSource> {
  const data = generateExample({ kind: 'example', example: 'north-flank', seed });
  const vectors: ImportedSource['vectors'][number][] = [];
  let bytes = 0;
  for (const { name, unit, values } of data.vectors.values()) {
    const packed = await packInside(values);
    bytes += packed.data.length;
    if (bytes > maxBytes) break;
    vectors.push({ name, unit, values: packed });
  }
  const numeric = [...data.parameters.values()].flatMap((one) =>
    one.kind === 'number' ? [one] : [],
  );
  return {
    kind: 'imported',
    fileNames: ['bench.csv'],
    importedAt: '2026-01-01T00:00:00Z',
    realizationCount: data.realizations.length,
    timeCount: data.times.length,
    realizations: await packInside(data.realizations),
    times: await packInside(data.times.map((seconds) => seconds / 60)),
    vectors,
    parameters: await Promise.all(
      numeric.map(async ({ kind, name, unit, values }) => ({
        ...{ kind, name, unit },
        values: await packInside(values),
      })),
    ),
  };
}
