import type { Parts } from '../ports/journal.ts';
import type { MergeModel } from '../ports/model.ts';
import { METADATA_PART, sameJson } from '../state/work.ts';
import type { Difference } from './persistence-service.ts';

/** The three sides of a conflict. Without a base, all differences count as changed on both sides. */
export interface Sides {
  readonly base: Parts | null;
  readonly mine: Parts;
  readonly theirs: Parts;
}

/** One part that differs between the two sides, and how it is merged. */
export interface PartMerge extends Omit<Difference, 'mergesAlone'> {
  /** The merged part (undefined: removed); null if the person must choose. */
  readonly merged: { readonly part: unknown } | null;
}

/** Compares the two sides by value, part by part. Returns only parts that differ. */
export function comparePartwise(model: MergeModel, sides: Sides): readonly PartMerge[] {
  const { mine, theirs } = sides;
  const all = new Map([...theirs, ...mine]);
  const label = (name: string) =>
    name === METADATA_PART ? 'Title and description' : model.label(name, all.get(name), all);
  return [...all.keys()]
    .filter((name) => !sameJson(mine.get(name), theirs.get(name)))
    .map((name) => ({ ...comparePart(model, name, sides), label: label(name) }));
}

function comparePart(model: MergeModel, name: string, sides: Sides): Omit<PartMerge, 'label'> {
  const { base } = sides;
  const old = base?.get(name);
  const [mine, theirs] = [sides.mine.get(name), sides.theirs.get(name)];
  const byMe = changeOf(old, mine, base === null);
  const byThem = changeOf(old, theirs, base === null);
  const common = { name, mine: byMe, theirs: byThem, parts: { mine, theirs } };
  if (byMe === 'same') return { ...common, changedBy: 'theirs', merged: { part: theirs } };
  if (byThem === 'same') return { ...common, changedBy: 'mine', merged: { part: mine } };
  const mergeable = old !== undefined && mine !== undefined && theirs !== undefined;
  const merged = mergeable ? model.mergePart?.(name, old, mine, theirs) : undefined;
  return { ...common, changedBy: 'both', merged: merged === undefined ? null : { part: merged } };
}

function changeOf(old: unknown, now: unknown, baseless: boolean): Difference['mine'] {
  if (now === undefined) return old === undefined && !baseless ? 'same' : 'removed';
  if (old === undefined) return baseless ? 'changed' : 'added';
  return sameJson(old, now) ? 'same' : 'changed';
}

/** The merged parts, or the labels of the parts that still need a choice. */
export function merge(
  compared: readonly PartMerge[],
  { mine, theirs }: Sides,
  choices: ReadonlyMap<string, 'mine' | 'theirs'>,
): { readonly ok: true; readonly parts: Parts } | { readonly ok: false; readonly open: string[] } {
  const open = compared.filter(({ name, merged }) => merged === null && !choices.has(name));
  if (open.length > 0) return { ok: false, open: open.map(({ label }) => label) };
  const parts = new Map(mine);
  for (const { name, merged } of compared) {
    const side = choices.get(name) === 'theirs' ? theirs : mine;
    const part = merged === null || choices.has(name) ? side.get(name) : merged.part;
    if (part === undefined) parts.delete(name);
    else parts.set(name, part);
  }
  return { ok: true, parts };
}
