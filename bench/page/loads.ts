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
  const imported = { ...sessions.imported, schemaVersion } as SessionContent;
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

/** The load with the median time to its charts. */
function middle(loads: readonly Load[]): Load {
  const sorted = loads.toSorted((one, other) => one.charts - other.charts);
  return sorted[sorted.length >> 1] as Load;
}
