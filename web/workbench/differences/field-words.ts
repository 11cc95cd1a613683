/** The name of the item with this id; undefined if unknown. */
export type NameOf = (id: string) => string | undefined;

/** Keys that only contain others. */
const HOLDERS = new Set(['settings', 'rest', 'source', 'filters', 'annotations']);

/** Keys whose own words would not explain them. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['activeDashboardId', 'Open dashboard'],
  ['at', 'Read on'],
  ['charts', 'Shown on'],
  ['color', 'Colour'],
  ['dashboards', 'Order of dashboards'],
  ['ensembleColors', 'Colour'],
  ['exclude', 'Excluded'],
  ['include', 'Included'],
  ['layout', 'Place'],
  ['modules', 'Modules, in their order'],
  ['of', 'Kind of quantity'],
]);

/** A field in words: "Vector", "North Flank: Without", "Colour: North Flank". */
export function fieldWords(path: readonly string[], nameOf: NameOf): string {
  const shown = path.filter((key, i) => i === path.length - 1 || !HOLDERS.has(key));
  return shown.map((key) => nameOf(key) ?? WORDS.get(key) ?? spaced(key)).join(': ');
}

/** "timeCount" as "Time count". */
function spaced(key: string): string {
  const words = key.replace(
    /([a-z])([A-Z])/g,
    (_, before, after) => `${before} ${after.toLowerCase()}`,
  );
  return words.charAt(0).toUpperCase() + words.slice(1);
}
