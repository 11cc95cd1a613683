import { EMPTY_CONTENT } from './empty.ts';
import { newId } from './ids.ts';
import type { ModuleInstance, SessionContent } from './schema.ts';

export interface Template {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** A new content from it, with ids of its own. */
  readonly make: (makeId?: () => string) => SessionContent;
}

type NewModule = Omit<ModuleInstance, 'id'>;

/** A content with one dashboard that has these modules, and nothing else. */
export function contentWith(
  dashboardName: string,
  modules: readonly NewModule[],
  makeId: () => string = newId,
): SessionContent {
  const id = makeId();
  return {
    ...EMPTY_CONTENT,
    activeDashboardId: id,
    dashboards: [
      { id, name: dashboardName, modules: modules.map((module) => ({ id: makeId(), ...module })) },
    ],
  };
}

const WELCOME = `# A new session

Add an ensemble in the **Ensembles** panel: one of the two examples, or a CSV file of your own.
Then add charts with **Add module**. Everything you do is kept on this device at once; *Save* puts it in the cloud.`;

export const templates: readonly Template[] = [
  {
    name: 'empty',
    title: 'Empty session',
    description: 'One dashboard with a note on how to begin.',
    make: (makeId) =>
      contentWith(
        'Dashboard 1',
        [{ type: 'note', settings: { text: WELCOME }, layout: { x: 0, y: 0, w: 6, h: 4 } }],
        makeId,
      ),
  },
];
