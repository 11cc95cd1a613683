import type { ImportedSource, SessionContent } from '../../web/workbench/content/schema.ts';
import { addEnsemble } from '../../web/workbench/edits/ensembles.ts';
import { addModule } from '../../web/workbench/edits/modules.ts';
import { BundleWriter } from '../../web/workbench/ensembles/columns/bundle-writer.ts';
import { packInside } from '../../web/workbench/ensembles/columns/inside.ts';
import { packEnsemble } from '../../web/workbench/ensembles/import/pack.ts';
import { contentFrom } from '../../web/workbench/testing/contents.ts';

/** The last version with columns inside the content. */
const INSIDE_SCHEMA_VERSION = 4;
const DAY_SECONDS = 86_400;

export interface Shape {
  readonly realizations: number;
  readonly dates: number;
  readonly vectors: number;
}

export interface BenchContent {
  readonly content: SessionContent;
  readonly assets: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  /** Size of the packed numbers. */
  readonly dataBytes: number;
}

/** A content with a note and a chart of one vector, and data in assets. */
export async function withAssets(shape: Shape): Promise<BenchContent> {
  const assets = new Map<string, Uint8Array<ArrayBuffer>>();
  const writer = new BundleWriter(async (hash, bytes) => void assets.set(hash, bytes));
  const packed = await packEnsemble(
    ensembleOf(shape),
    { thinning: 'all', left: new Set() },
    '2026-01-01T00:00:00Z',
    writer,
    () => {},
  );
  await writer.finish();
  const dataBytes = [...assets.values()].reduce((sum, { length }) => sum + length, 0);
  return { content: contentOf(packed()), assets, dataBytes };
}

/** The same content as text, with its numbers inside, as before version 5. */
export async function withDataInside(shape: Shape): Promise<string> {
  const { realizations, seconds, vectors, fileNames } = ensembleOf(shape);
  const source: ImportedSource = {
    kind: 'imported',
    fileNames: [...fileNames],
    importedAt: '2026-01-01T00:00:00Z',
    realizationCount: realizations.length,
    timeCount: seconds.length,
    realizations: await packInside(realizations),
    times: await packInside(seconds.map((second) => second / 60)),
    parameters: [],
    vectors: [],
  };
  for (const { name, unit, values } of vectors) {
    (source.vectors as unknown[]).push({ name, unit, values: await packInside(values()) });
  }
  return JSON.stringify({ ...contentOf(source), schemaVersion: INSIDE_SCHEMA_VERSION });
}

function contentOf(source: ImportedSource): SessionContent {
  const content = contentFrom('empty');
  const dashboard = content.dashboards[0]?.id ?? '';
  const settings = { vector: 'V0', ensembles: 'all', realizations: true, mean: true };
  const module = { type: 'time-series', settings, size: { w: 6, h: 8 } };
  return addEnsemble(addModule(content, dashboard, module), { name: 'Model', source });
}

/** Declining rates of seven digits, with different noise in each. */
function ensembleOf({ realizations, dates, vectors }: Shape) {
  return {
    name: 'Model',
    fileNames: ['bench.csv'],
    holes: 0,
    realizations: Int32Array.from({ length: realizations }, (_, i) => i),
    seconds: Float64Array.from({ length: dates }, (_, i) => i * 30 * DAY_SECONDS),
    parameters: [],
    observations: [],
    vectors: Array.from({ length: vectors }, (_, i) => ({
      name: `V${i}`,
      unit: 'm3/d',
      values: () => {
        const rate = ratesOf(i + 1);
        return Float64Array.from({ length: realizations * dates }, (_, at) => rate(at % dates));
      },
    })),
  };
}

/** Returns a function that generates the rates one by one, given the index of the date. */
export function ratesOf(seed: number): (date: number) => number {
  let state = seed;
  return (date) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const noise = 0.9 + state / 2 ** 32 / 5;
    return Number((1000 * Math.exp(-date / 120) * noise).toPrecision(7));
  };
}
