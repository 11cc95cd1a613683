import { type Correlation, correlationOf } from '../../../workbench/statistics/correlation.ts';
import { formatNumber } from '../../charts/format.ts';
import { counted } from '../../components/format.ts';
import type { Quantity } from '../quantity.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';

export interface Point {
  readonly ensemble: ShownEnsemble;
  readonly realization: number;
  readonly x: number;
  readonly y: number;
}

export interface Cloud {
  readonly ensemble: ShownEnsemble;
  readonly correlation: Correlation;
}

export interface Clouds {
  readonly list: readonly Cloud[];
  /** The points of all ensembles, by x. */
  readonly points: readonly Point[];
  /** Of the axes: units, and the day of the response. */
  readonly x: Pick<Quantity, 'unit' | 'day'>;
  readonly y: Pick<Quantity, 'unit' | 'day'>;
  /** The picture in words. */
  readonly summary: string;
}

const NO_UNIT = { unit: '', day: null };

/** Pairs a parameter with a response, for the ensembles that have both. */
export function cloudsOf(parameters: readonly Quantity[], responses: readonly Quantity[]): Clouds {
  const list: Cloud[] = [];
  const points: Point[] = [];
  for (const { ensemble, values: xs } of parameters) {
    const ys = responses.find((response) => response.ensemble.id === ensemble.id)?.values;
    if (!ys) continue;
    list.push({ ensemble, correlation: correlationOf(xs, ys) });
    ensemble.rows.forEach((row, i) => {
      const [x = Number.NaN, y = Number.NaN] = [xs[i], ys[i]];
      if (Number.isNaN(x) || Number.isNaN(y)) return;
      points.push({ ensemble, realization: ensemble.data.realizations[row] ?? -1, x, y });
    });
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

function inWords({ ensemble, correlation: { count, pearson, spearman } }: Cloud): string {
  const strength = Number.isNaN(pearson)
    ? 'no correlation can be given'
    : `correlation ${formatNumber(pearson)}, of ranks ${formatNumber(spearman)}`;
  return `${ensemble.name}, ${counted(count, 'realization')}: ${strength}.`;
}
