import type { Quantity } from './quantity.ts';
import type { ShownEnsemble } from './shown-ensembles.ts';

const AXES_MAX = 2;

/** What stands against an axis: it is of an ensemble and in a unit. */
interface Measured {
  readonly ensemble: ShownEnsemble;
  readonly unit: string;
}

export interface Placed<T> {
  /** Each with its axis: 0 at the left, 1 at the right. */
  readonly list: readonly (T & { readonly axis: number })[];
  readonly units: readonly string[];
  /** In words, what is left out and why. */
  readonly refused: readonly string[];
}

/** Units never mix on one axis: the second unit gets the second axis, a third is refused with the reason. */
export function placeOnAxes<T extends Measured>(
  items: readonly T[],
  nameOf: (item: T) => string,
): Placed<T> {
  const units = [...new Set(items.map(({ unit }) => unit))];
  const shown = units.slice(0, AXES_MAX);
  const isShown = ({ unit }: Measured) => shown.includes(unit);
  const refused = items
    .filter((item) => !isShown(item))
    .map(
      (item) =>
        `${nameOf(item)} of ${item.ensemble.name} is left out: it is in ${unitWords(item.unit)}, and the two axes are in ${shown.map(unitWords).join(' and ')}.`,
    );
  const list = items.filter(isShown).map((item) => ({ ...item, axis: shown.indexOf(item.unit) }));
  return { list, units: shown, refused };
}

/** A unit in a sentence. */
export const unitWords = (unit = '') => unit || 'no unit';

/** Why an ensemble cannot stand on an axis. */
export function otherUnit({ name }: ShownEnsemble, of: string, own: string, axis: string): string {
  return `${name} is left out: its ${of} is in ${unitWords(own)}, the axis in ${unitWords(axis)}.`;
}

/** Quantities that can stand on one axis, and in words why others cannot. */
export interface OnOneAxis {
  readonly kept: readonly Quantity[];
  readonly refused: readonly string[];
}

/** An axis without a second one beside it: the first ensemble's unit counts. */
export function onOneAxis(name: string, quantities: readonly Quantity[]): OnOneAxis {
  const unit = quantities[0]?.unit ?? '';
  const isKept = (quantity: Quantity) => quantity.unit === unit;
  const refused = quantities
    .filter((quantity) => !isKept(quantity))
    .map(({ ensemble, unit: other }) => otherUnit(ensemble, name, other, unit));
  return { kept: quantities.filter(isKept), refused };
}

/** "FOPT [Sm3] on 2044-12-01", or "... on each last day" where the ensembles end on different ones. */
export function axisLabel(name: string, quantities: readonly Quantity[]): string {
  const days = [...new Set(quantities.flatMap(({ day }) => day ?? []))];
  const when = days.length > 1 ? ' on each last day' : days[0] ? ` on ${days[0]}` : '';
  return withUnit(name, quantities[0]?.unit) + when;
}

/** "FOPR [Sm3/d]" */
export function withUnit(name: string, unit = ''): string {
  return unit ? `${name} [${unit}]` : name;
}
