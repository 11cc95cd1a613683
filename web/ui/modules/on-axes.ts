import { differentUnits, isSameUnit } from '../../workbench/ensembles/same-unit.ts';
import type { Quantity } from './quantity.ts';
import type { ShownEnsemble } from './shown-ensembles.ts';

const AXES_MAX = 2;

/** Data to be placed on an axis. */
interface Measured {
  readonly ensemble: ShownEnsemble;
  readonly unit: string;
}

export interface Placed<T> {
  /** The items with their axis: 0 left, 1 right. */
  readonly list: readonly (T & { readonly axis: number })[];
  readonly units: readonly string[];
  /** Sentences that say what is left out and why. */
  readonly refused: readonly string[];
}

/**
 * Assigns items to axes, one unit per axis. Items in a third unit are left out, with the reason. Of several spellings of a
 * unit, all items get the first one.
 */
export function placeOnAxes<T extends Measured>(
  items: readonly T[],
  nameOf: (item: T) => string,
): Placed<T> {
  const units = differentUnits(items.map(({ unit }) => unit));
  const shown = units.slice(0, AXES_MAX);
  const placed = items.map((item) => {
    const axis = units.findIndex((unit) => isSameUnit(unit, item.unit));
    return { ...item, unit: units[axis] ?? '', axis };
  });
  const left = Map.groupBy(
    placed.filter(({ axis }) => axis >= AXES_MAX),
    (item) => `${nameOf(item)}\n${item.unit}`,
  );
  const others = [...left.values()].map((group) => {
    const first = group[0] as (typeof group)[number];
    const whose = group.map(({ ensemble }) => ensemble.name).join(', ');
    return `${nameOf(first)} of ${whose} (${unitWords(first.unit)})`;
  });
  const axes = shown.map(unitWords).join(' and ');
  const are = others.length === 1 ? 'is' : 'are';
  return {
    list: placed.filter(({ axis }) => axis < AXES_MAX),
    units: shown,
    refused:
      others.length > 0
        ? [`${others.join('; ')} ${are} left out: the two axes are in ${axes}.`]
        : [],
  };
}

/** A unit in a sentence. */
export const unitWords = (unit = '') => unit || 'no unit';

/** Says why an ensemble is left out of an axis with another unit. */
export function otherUnit({ name }: ShownEnsemble, of: string, own: string, axis: string): string {
  return `${name} is left out: its ${of} is in ${unitWords(own)}, but the axis is in ${unitWords(axis)}.`;
}

/** Quantities that have values before those that have none, as on a day after the end of an ensemble. */
export function valuedFirst(quantities: readonly Quantity[]): readonly Quantity[] {
  const isEmpty = ({ values }: Quantity) => values.every(Number.isNaN);
  return [...quantities.filter((one) => !isEmpty(one)), ...quantities.filter(isEmpty)];
}

/** Quantities that share an axis, and sentences that say why others are left out. */
export interface OnOneAxis {
  readonly kept: readonly Quantity[];
  readonly refused: readonly string[];
}

/** For a chart with only one axis: keeps the quantities in the unit of the first ensemble that has a value. */
export function onOneAxis(name: string, quantities: readonly Quantity[]): OnOneAxis {
  const unit = valuedFirst(quantities)[0]?.unit ?? '';
  const isKept = (quantity: Quantity) => quantity.unit === unit;
  const refused = quantities
    .filter((quantity) => !isKept(quantity))
    .map(({ ensemble, unit: other }) => otherUnit(ensemble, name, other, unit));
  return { kept: quantities.filter(isKept), refused };
}

/** "FOPT [Sm3] on 2044-12-01", or "... on each last day" if the ensembles end on different days. */
export function axisLabel(name: string, quantities: readonly Quantity[]): string {
  const days = [...new Set(quantities.flatMap(({ day }) => day ?? []))];
  const when = days.length > 1 ? ' on each last day' : days[0] ? ` on ${days[0]}` : '';
  return withUnit(name, quantities[0]?.unit) + when;
}

/** "FOPR [Sm3/d]" */
export function withUnit(name: string, unit = ''): string {
  return unit ? `${name} [${unit}]` : name;
}
