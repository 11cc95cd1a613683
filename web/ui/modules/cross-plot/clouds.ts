import { type Correlation, correlationOf } from '../../../workbench/statistics/correlation.ts';
import { formatNumber } from '../../charts/format.ts';
import { counted } from '../../words/format.ts';
import type { Quantity } from '../quantity.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';

export interface Point {
  readonly ensemble: ShownEnsemble;
  readonly realization: number;
  /** The parameter, or beside the place of its category, so that points do not cover each other. */
  readonly x: number;
  readonly y: number;
}

export interface Cloud {
  readonly ensemble: ShownEnsemble;
  /** Realizations that have both. */
  readonly count: number;
  readonly correlation: Correlation;
}

export interface Clouds {
  readonly list: readonly Cloud[];
  /** The points of all ensembles, by x. */
  readonly points: readonly Point[];
  /** Of the axes: units, the day of the response, the parameter's categories if it has words. */
  readonly x: Pick<Quantity, 'unit' | 'day' | 'categories'>;
  readonly y: Pick<Quantity, 'unit' | 'day'>;
  /** The picture in words. */
  readonly summary: string;
}

const GOLDEN_RATIO = 0.618;
/** How far points of one category lie apart; categories are 1 apart. */
const SCATTER = 0.4;
const NO_UNIT = { unit: '', day: null };

/** Pairs a parameter with a response, for the ensembles that have both. */
export function cloudsOf(parameters: readonly Quantity[], responses: readonly Quantity[]): Clouds {
  const list: Cloud[] = [];
  const points: Point[] = [];
  for (const { ensemble, values: xs, categories } of parameters) {
    const ys = responses.find((response) => response.ensemble.id === ensemble.id)?.values;
    if (!ys) continue;
    // Words have no order, so nothing can rise with them.
    const compared = categories ? new Float64Array(xs.length).fill(Number.NaN) : xs;
    const before = points.length;
    ensemble.rows.forEach((row, i) => {
      const [x = Number.NaN, y = Number.NaN] = [xs[i], ys[i]];
      if (Number.isNaN(x) || Number.isNaN(y)) return;
      const realization = ensemble.data.realizations[row] ?? -1;
      points.push({ ensemble, realization, x: categories ? beside(x, row) : x, y });
    });
    const count = points.length - before;
    list.push({ ensemble, count, correlation: correlationOf(compared, ys) });
  }
  points.sort((one, other) => one.x - other.x);
  return {
    list,
    points,
    x: parameters[0] ?? NO_UNIT,
    y: responses[0] ?? NO_UNIT,
    summary: `Parameter against response. ${list.map(inWords).join(' ')}`,
  };
}

/** Scattered a little around a place, in the same way each time. */
function beside(place: number, row: number): number {
  return place + (((row * GOLDEN_RATIO) % 1) - 0.5) * SCATTER;
}

function inWords({ ensemble, count, correlation: { pearson, spearman } }: Cloud): string {
  const strength = Number.isNaN(pearson)
    ? 'no correlation can be given'
    : `correlation ${formatNumber(pearson)}, of ranks ${formatNumber(spearman)}`;
  return `${ensemble.name}, ${counted(count, 'realization')}: ${strength}.`;
}
