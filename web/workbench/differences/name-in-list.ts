import { partLabel } from '../content/labels.ts';
import { moduleTitle } from '../content/module-title.ts';
import { ownerOf } from '../content/parts.ts';
import type { ModuleInstance } from '../content/schema.ts';

/**
 * A part's name in a list of parts: "Time series 'FOPR' on 'Overview'". A card has its place as well if another card of
 * its dashboard has the same name, or is of the same kind where it names nothing itself: "Note on 'Overview', card 2",
 * counted row by row from the top left.
 */
export function nameInList(name: string, parts: ReadonlyMap<string, unknown>): string {
  const own = labelOf(name, parts);
  const { dashboard, module } = ownerOf(name);
  if (dashboard === undefined || module === undefined) return own;
  const cards = cardsOf(dashboard, parts);
  const place = cards.findIndex(([other]) => other === name);
  const card = cards[place]?.[1];
  const isLike = ([other, { type }]: Card) =>
    other !== name &&
    (labelOf(other, parts) === own || (type === card?.type && isUnnamed(name, parts)));
  return card && cards.some(isLike) ? `${own}, card ${place + 1}` : own;
}

type Card = readonly [name: string, module: ModuleInstance];

/** The cards of a dashboard, row by row from the top left. */
function cardsOf(dashboard: string, parts: ReadonlyMap<string, unknown>): readonly Card[] {
  const cards = [...parts].filter(
    (entry): entry is [string, ModuleInstance] =>
      ownerOf(entry[0]).dashboard === dashboard &&
      (entry[1] as Partial<ModuleInstance> | undefined)?.layout !== undefined,
  );
  return cards.sort(([, { layout: a }], [, { layout: b }]) => a.y - b.y || a.x - b.x);
}

function labelOf(name: string, parts: ReadonlyMap<string, unknown>): string {
  return partLabel(name, parts.get(name), parts, moduleTitle);
}

/** Whether a card is named by nothing but its kind. */
function isUnnamed(name: string, parts: ReadonlyMap<string, unknown>): boolean {
  const kind = partLabel(name, { ...(parts.get(name) as object), title: undefined }, parts);
  return labelOf(name, parts) === kind;
}
