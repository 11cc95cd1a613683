import { sameJson } from '../../kernel/index.ts';
import { areItems, byId, type Item, idsOf, isObject, type Json, own } from '../content/json.ts';

/** A field that differs between two sides; undefined where it does not exist. */
export interface DifferingField {
  /** The keys that lead to it; list items are named by id. */
  readonly path: readonly string[];
  readonly mine: unknown;
  readonly theirs: unknown;
}

/**
 * All fields in which two JSON values differ, at the deepest level; none if they are equal. Lists of items with ids are
 * compared item by item, then by `order`; any other list counts as one field.
 */
export function differingFields(
  mine: unknown,
  theirs: unknown,
  path: readonly string[] = [],
): readonly DifferingField[] {
  if (sameJson(mine, theirs)) return [];
  const here = { path, mine, theirs };
  if (isOneThing(path, mine) || isOneThing(path, theirs)) return [here];
  if (isObject(mine) && isObject(theirs)) return inside(mine, theirs, path);
  if (!areItems(mine) || !areItems(theirs)) return [here];
  const things = inside(byId(mine), byId(theirs), path);
  if (sameJson(sharedIds(mine, theirs), sharedIds(theirs, mine))) return things;
  return [...things, { path: [...path, 'order'], mine: idsOf(mine), theirs: idsOf(theirs) }];
}

function inside(mine: Json, theirs: Json, path: readonly string[]): readonly DifferingField[] {
  const keys = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  return [...keys].flatMap((key) =>
    differingFields(own(mine, key), own(theirs, key), [...path, key]),
  );
}

/** Layouts and packed columns are compared as a whole: their inner fields mean nothing to people. */
function isOneThing(path: readonly string[], value: unknown): boolean {
  return path.at(-1) === 'layout' || (isObject(value) && 'encoding' in value && 'data' in value);
}

function sharedIds(items: readonly Item[], others: readonly Item[]): readonly string[] {
  const known = new Set(idsOf(others));
  return idsOf(items).filter((id) => known.has(id));
}
