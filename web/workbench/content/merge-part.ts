import { sameJson } from '../../kernel/index.ts';
import { areItems, byId, type Item, idsOf, isObject, type Json, own } from './json.ts';

/** One value in the base and on both sides; undefined where it does not exist. */
interface Sides<T> {
  readonly base: T;
  readonly mine: T;
  readonly theirs: T;
}

/** Result of a merge when a person must choose. */
const CHOICE = Symbol('a person must choose');

/**
 * Merges a part that two people changed if they changed different things in it: two settings, two markers, the
 * filters of two ensembles, the order of dashboards and a new one. Undefined if a person must choose.
 */
export function mergePart(
  name: string,
  base: unknown,
  mine: unknown,
  theirs: unknown,
): unknown | undefined {
  const merged =
    name === 'frame'
      ? mergeValue({ base, mine, theirs: withMyDashboard(mine, theirs) })
      : mergeValue({ base, mine, theirs });
  return merged === CHOICE ? undefined : merged;
}

/** Which dashboard is open is personal: mine stays open. */
function withMyDashboard(mine: unknown, theirs: unknown): unknown {
  const { activeDashboardId } = (mine as { rest: Json }).rest;
  const { rest, ...lists } = theirs as { rest: Json };
  return { rest: { ...rest, activeDashboardId }, ...lists };
}

function mergeValue(sides: Sides<unknown>): unknown {
  const whole = mergeWhole(sides);
  if (whole !== CHOICE) return whole;
  if (areAll(sides, isObject)) return mergeObjects(sides);
  if (areAll(sides, isNames)) return mergeNames(sides);
  return areAll(sides, areItems) ? mergeItems(sides) : CHOICE;
}

/** The side that changed the value; a choice if both changed it differently. */
function mergeWhole({ base, mine, theirs }: Sides<unknown>): unknown {
  if (sameJson(mine, theirs) || sameJson(base, theirs)) return mine;
  return sameJson(base, mine) ? theirs : CHOICE;
}

function mergeObjects({ base, mine, theirs }: Sides<Json>): Json | typeof CHOICE {
  const merged = new Map<string, unknown>();
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const sides = { base: own(base, key), mine: own(mine, key), theirs: own(theirs, key) };
    // A layout is merged as a whole: mixing one side's column with the other's width gives a place nobody chose.
    const value = key === 'layout' ? mergeWhole(sides) : mergeValue(sides);
    if (value === CHOICE) return CHOICE;
    if (value !== undefined) merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

/** Lists of items with ids: merges each item, then the order. */
function mergeItems({ base, mine, theirs }: Sides<readonly Item[]>): unknown {
  const merged = mergeObjects({ base: byId(base), mine: byId(mine), theirs: byId(theirs) });
  if (merged === CHOICE) return CHOICE;
  const order = mergeNames({ base: idsOf(base), mine: idsOf(mine), theirs: idsOf(theirs) });
  return order.map((id) => merged[id]);
}

/** The order of the side that changed it (mine if both did), without removed names and with added ones. */
export function mergeNames({ base, mine, theirs }: Sides<readonly string[]>): string[] {
  const kept = base.filter((name) => mine.includes(name));
  const isMyOrderNew = !sameJson(
    kept,
    mine.filter((name) => base.includes(name)),
  );
  const order = isMyOrderNew ? [...mine, ...theirs] : [...theirs, ...mine];
  const removed = new Set(base.filter((name) => !mine.includes(name) || !theirs.includes(name)));
  return [...new Set(order)].filter((name) => !removed.has(name));
}

function areAll<T>(sides: Sides<unknown>, is: (value: unknown) => value is T): sides is Sides<T> {
  return is(sides.base) && is(sides.mine) && is(sides.theirs);
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}
