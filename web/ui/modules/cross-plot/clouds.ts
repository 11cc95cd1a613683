import { type Correlation, correlationOf } from '../../../workbench/statistics/correlation.ts';
import { formatNumber } from '../../charts/format.ts';
import { axisLabel, onOneAxis, placeOnAxes, unitWords, valuedFirst, withUnit } from '../on-axes.ts';
import { countWords, type Quantity } from '../quantity.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import { type Column, numbers, words } from '../take-away/column.ts';

export interface Point {
  readonly ensemble: ShownEnsemble;
  readonly realization: number;
  /** Values; for words scattered around the index of the word, so that points do not cover each other. */
  readonly x: number;
  readonly y: number;
  /** The y axis: 0 left, 1 right. */
  readonly axis: number;
  /** The value that sets the colour; NaN without one. */
  readonly third: number;
}

export interface Cloud {
  readonly ensemble: ShownEnsemble;
  /** Realizations that have both. */
  readonly count: number;
  readonly axis: number;
  readonly correlation: Correlation;
}

export interface Clouds {
  readonly list: readonly Cloud[];
  /** The points of all ensembles, sorted by x. */
  readonly points: readonly Point[];
  readonly x: readonly Quantity[];
  /** The quantities of each y axis, one or two. */
  readonly ys: readonly (readonly Quantity[])[];
  /** The quantities that colour the points, of ensembles with the unit of the first. */
  readonly thirds: readonly Quantity[];
  /** Sentences that say what is left out and why. */
  readonly refused: readonly string[];
  /** Describes the chart, for screen readers. */
  readonly summary: string;
}

export interface Named {
  readonly name: string;
  readonly quantities: readonly Quantity[];
}

const GOLDEN_RATIO = 0.618;
/** Width of the scatter of points with the same word; words are 1 apart. */
const SCATTER = 0.4;

/** Pairs two quantities for each realization of the ensembles that have both. */
export function cloudsOf(xs: Named, ys: Named, all: readonly Quantity[] = []): Clouds {
  const [leading] = valuedFirst(all);
  const thirds = all.filter(({ unit }) => unit === leading?.unit);
  const across = onOneAxis(xs.name, xs.quantities);
  const up = placeOnAxes(valuedFirst(ys.quantities), () => ys.name);
  const list: Cloud[] = [];
  const points: Point[] = [];
  for (const x of across.kept) {
    const { ensemble } = x;
    const isSame = (one: Quantity) => one.ensemble.id === ensemble.id;
    const y = up.list.find(isSame);
    if (!y) continue;
    const third = thirds.find(isSame)?.values;
    const before = points.length;
    ensemble.rows.forEach((row, i) => {
      const [left = Number.NaN, top = Number.NaN] = [x.values[i], y.values[i]];
      if (Number.isNaN(left) || Number.isNaN(top)) return;
      points.push({
        ensemble,
        realization: ensemble.data.realizations[row] ?? -1,
        x: x.categories ? beside(left, row) : left,
        y: y.categories ? beside(top, row) : top,
        axis: y.axis,
        third: third?.[i] ?? Number.NaN,
      });
    });
    const count = points.length - before;
    list.push({
      ensemble,
      count,
      axis: y.axis,
      correlation: correlationOf(ordered(x), ordered(y)),
    });
  }
  points.sort((one, other) => one.x - other.x);
  return {
    list,
    points,
    x: across.kept,
    ys: up.units.map((_, axis) => up.list.filter((one) => one.axis === axis)),
    thirds,
    refused: [
      ...across.refused,
      ...up.refused,
      ...all
        .filter((one) => !thirds.includes(one))
        .map(
          ({ ensemble, unit }) =>
            `${ensemble.name} is not coloured: the colours are in ${unitWords(thirds[0]?.unit)}, but its values are in ${unitWords(unit)}.`,
        ),
    ],
    summary: `${ys.name} against ${xs.name}. ${list.map(inWords).join(' ')}`,
  };
}

/** The values for a correlation; NaN for words, which have no order. */
function ordered({ values, categories }: Quantity): Float64Array {
  return categories ? new Float64Array(values.length).fill(Number.NaN) : values;
}

/** Scatters a point around an index, reproducibly. */
function beside(place: number, row: number): number {
  return place + (((row * GOLDEN_RATIO) % 1) - 0.5) * SCATTER;
}

function inWords({ ensemble, count, correlation: { pearson, spearman } }: Cloud): string {
  const strength = Number.isNaN(pearson)
    ? 'no correlation'
    : `correlation ${formatNumber(pearson)}, of ranks ${formatNumber(spearman)}`;
  return `${ensemble.name}, ${countWords(count, ensemble.data.realizations.length)}: ${strength}.`;
}

/** Columns with a row for each point. */
export function columnsOf(
  { points, x, ys, thirds }: Clouds,
  names: { readonly x: string; readonly y: string; readonly third: string },
): readonly Column[] {
  return [
    words(
      'Ensemble',
      points.map(({ ensemble }) => ensemble.name),
    ),
    numbers(
      'Realization',
      'Realization',
      Float64Array.from(points, (point) => point.realization),
    ),
    valuesOf(
      axisLabel(names.x, x),
      x,
      points.map((point) => point.x),
    ),
    ...ys.map((y, axis) =>
      valuesOf(
        axisLabel(names.y, y),
        y,
        points.map((point) => (point.axis === axis ? point.y : Number.NaN)),
      ),
    ),
    ...(names.third
      ? [
          numbers(
            'third',
            withUnit(names.third, thirds[0]?.unit),
            Float64Array.from(points, ({ third }) => third),
          ),
        ]
      : []),
  ];
}

function valuesOf(label: string, [first]: readonly Quantity[], values: readonly number[]): Column {
  const { categories } = first ?? {};
  if (!categories) return numbers(label, label, Float64Array.from(values));
  return words(
    label,
    values.map((value) => categories[Math.round(value)] ?? ''),
  );
}
