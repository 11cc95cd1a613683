import type { SessionContent } from '../../web/workbench/content/schema.ts';
import { CONTENT_SCHEMA_VERSION } from '../../web/workbench/content/version.ts';
import { type Load, loadOf } from './measure.ts';
import { benchSessions } from './sessions.ts';
import type { Visitor } from './visitor.ts';

export type Loads = Readonly<Record<string, Load>>;

const LOADS = 3;
/** Number of charts on the open dashboard of the imported session. */
const CHARTS = 4;

/** Loads the imported session with cold and warm caches, at this processor's speed and four times slower. */
export async function loadsOf(
  visitor: Visitor,
  schemaVersion: number = CONTENT_SCHEMA_VERSION,
): Promise<Loads> {
  const sessions = await benchSessions();
  const imported = inVersion(sessions.imported, schemaVersion);
  const result: Record<string, Load> = {};
  for (const slower of [1, 4]) {
    const cold: Load[] = [];
    const warm: Load[] = [];
    for (let i = 0; i < LOADS; i++) {
      const { page, context } = await visitor.page(slower);
      const address = await visitor.save(context, imported);
      cold.push(await loadOf(page, address, CHARTS));
      warm.push(await loadOf(page, address, CHARTS));
      await context.close();
    }
    const words = slower === 1 ? '' : `, ${slower}x slower`;
    result[`cold${words}`] = middle(cold);
    result[`warm${words}`] = middle(warm);
  }
  return result;
}

/** The column encodings of version 1 of the content. */
const FIRST_ENCODINGS = ['scaled', 'float32'];

/** The content as a build reads it that has an older version: with a theme, and without columns in later encodings. */
function inVersion(content: SessionContent, schemaVersion: number): SessionContent {
  if (schemaVersion === CONTENT_SCHEMA_VERSION) return content;
  const ensembles = content.ensembleSet.ensembles.map((ensemble) => {
    const { source } = ensemble;
    if (source.kind !== 'imported') return ensemble;
    const vectors = source.vectors.filter(
      ({ values }) => 'encoding' in values && FIRST_ENCODINGS.includes(values.encoding),
    );
    return { ...ensemble, source: { ...source, vectors } };
  });
  const settings = { ...content.settings, theme: 'system' };
  return { ...content, schemaVersion, settings, ensembleSet: { ensembles } } as SessionContent;
}

/** The load with the median time to its charts. */
function middle(loads: readonly Load[]): Load {
  const sorted = loads.toSorted((one, other) => one.charts - other.charts);
  return sorted[sorted.length >> 1] as Load;
}
