import { sameJson } from './same-json.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * Merges a part that two people changed where no choice is needed: the lists of what belongs where (dashboards,
 * ensembles, a dashboard's modules) and which dashboard is open. Undefined where a person must choose.
 */
export function mergePart(
  name: string,
  base: unknown,
  mine: unknown,
  theirs: unknown,
): unknown | undefined {
  if (!isObject(base) || !isObject(mine) || !isObject(theirs)) return undefined;
  if (name === 'frame') return mergeFrame(base, mine, theirs);
  return name.startsWith('dashboard:') ? mergeFields(base, mine, theirs, ['modules']) : undefined;
}

function mergeFrame(base: Json, mine: Json, theirs: Json): Json | undefined {
  const { rest: baseRest, ...baseLists } = base;
  const { rest: myRest, ...myLists } = mine;
  const { rest: theirRest, ...theirLists } = theirs;
  if (!isObject(baseRest) || !isObject(myRest) || !isObject(theirRest)) return undefined;
  // Which dashboard is open is each person's own: mine stays.
  const opened = { activeDashboardId: myRest.activeDashboardId };
  const rest = mergeFields({ ...baseRest, ...opened }, myRest, { ...theirRest, ...opened }, []);
  const lists = mergeFields(baseLists, myLists, theirLists, ['dashboards', 'ensembles']);
  return rest && lists && { rest, ...lists };
}

/** Field by field: what one side changed is taken; lists of names that both changed are merged. */
function mergeFields(
  base: Json,
  mine: Json,
  theirs: Json,
  lists: readonly string[],
): Json | undefined {
  const merged: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const [b, m, t] = [base[key], mine[key], theirs[key]];
    if (sameJson(m, t) || sameJson(b, t)) merged[key] = m;
    else if (sameJson(b, m)) merged[key] = t;
    else if (lists.includes(key) && isNames(b) && isNames(m) && isNames(t)) {
      merged[key] = mergeNames(b, m, t);
    } else return undefined;
  }
  return merged;
}

/** The order of whoever changed it (mine if both did), without what either removed, with what both added. */
export function mergeNames(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): string[] {
  const kept = base.filter((name) => mine.includes(name));
  const isMyOrderNew = !sameJson(
    kept,
    mine.filter((name) => base.includes(name)),
  );
  const order = isMyOrderNew ? [...mine, ...theirs] : [...theirs, ...mine];
  const removed = new Set(base.filter((name) => !mine.includes(name) || !theirs.includes(name)));
  return [...new Set(order)].filter((name) => !removed.has(name));
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}
