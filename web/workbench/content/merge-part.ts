import { sameJson } from '../../kernel/index.ts';
import { areItems, byId, type Item, idsOf, isObject, type Json, own } from './json.ts';

/** One thing as it was, and as each of two people has it now; undefined where it is not there. */
interface Sides<T> {
  readonly base: T;
  readonly mine: T;
  readonly theirs: T;
}

/** What a merge gives where a person must choose. */
const CHOICE = Symbol('a person must choose');

/**
 * Merges a part that two people changed, where their changes do not touch the same thing: two settings, two markers,
 * the filters of two ensembles, the order of dashboards and a new one. Undefined where a person must choose.
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

/** Which dashboard is open is each person's own: mine stays. */
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

/** Whichever side changed it; a choice if both did, differently. */
function mergeWhole({ base, mine, theirs }: Sides<unknown>): unknown {
  if (sameJson(mine, theirs) || sameJson(base, theirs)) return mine;
  return sameJson(base, mine) ? theirs : CHOICE;
}

function mergeObjects({ base, mine, theirs }: Sides<Json>): Json | typeof CHOICE {
  const merged = new Map<string, unknown>();
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const sides = { base: own(base, key), mine: own(mine, key), theirs: own(theirs, key) };
    // A place on the grid is one thing: column of one and width of the other is where nobody put it.
    const value = key === 'layout' ? mergeWhole(sides) : mergeValue(sides);
    if (value === CHOICE) return CHOICE;
    if (value !== undefined) merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

/** Lists of things with ids: each thing by itself, and then their order. */
function mergeItems({ base, mine, theirs }: Sides<readonly Item[]>): unknown {
  const merged = mergeObjects({ base: byId(base), mine: byId(mine), theirs: byId(theirs) });
  if (merged === CHOICE) return CHOICE;
  const order = mergeNames({ base: idsOf(base), mine: idsOf(mine), theirs: idsOf(theirs) });
  return order.map((id) => merged[id]);
}

/** The order of whoever changed it (mine if both did), without what either removed, with what both added. */
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
