import type { ContentModel } from '../ports/model.ts';

/** The smallest content worth keeping: named lists of lines, each list a part. */
export interface Lists {
  readonly schemaVersion: 2;
  readonly lists: Readonly<Record<string, { readonly lines: readonly string[] }>>;
}

export const EMPTY_LISTS: Lists = { schemaVersion: 2, lists: {} };

/** Version 1 had a bare array of lines for a list. */
function migrate(value: unknown): Lists {
  const { lists, schemaVersion } = value as {
    lists: Record<string, unknown>;
    schemaVersion: number;
  };
  if (schemaVersion === 2) return value as Lists;
  const migrated = Object.entries(lists).map(([name, lines]) => [name, { lines }]);
  return { schemaVersion: 2, lists: Object.fromEntries(migrated) };
}

export const listModel: ContentModel<Lists> = {
  schemaVersion: 2,
  migrate,
  split: ({ lists }) =>
    new Map(Object.entries(lists).map(([name, list]) => [`list:${name}`, list])),
  join(parts) {
    const lists = [...parts].map(([name, list]) => [name.slice('list:'.length), list]);
    return { schemaVersion: 2, lists: Object.fromEntries(lists) };
  },
  read(value) {
    const { lists, schemaVersion } = (value ?? {}) as Partial<{
      lists: object;
      schemaVersion: number;
    }>;
    if (typeof schemaVersion === 'number' && schemaVersion > 2)
      return { ok: false, reason: 'newer', issues: [] };
    if (typeof lists !== 'object') return { ok: false, reason: 'invalid', issues: ['No lists'] };
    return { ok: true, content: migrate(value) };
  },
  async rest(value) {
    const entries = Object.entries((value as Lists).lists);
    const sound = entries.filter(([, list]) => Array.isArray(list.lines));
    const lost = entries
      .filter((entry) => !sound.includes(entry))
      .map(([name]) => `List '${name}'`);
    return sound.length === 0
      ? null
      : { content: { schemaVersion: 2, lists: Object.fromEntries(sound) }, lost };
  },
  // A line names an asset: "asset:<hash>".
  assets: (content) => [
    ...new Set(linesOf(content).flatMap((line) => line.match(/^asset:(.+)/)?.[1] ?? [])),
  ],
  merging: async () => ({ label: (name) => `List '${name.slice('list:'.length)}'` }),
};

/** Adds a line to a list; every other list stays the same object. */
export function addLine(content: Lists, name: string, line: string): Lists {
  const lines = [...(content.lists[name]?.lines ?? []), line];
  return { ...content, lists: { ...content.lists, [name]: { lines } } };
}

export function linesOf(content: Lists): readonly string[] {
  return Object.values(content.lists).flatMap(({ lines }) => lines);
}
