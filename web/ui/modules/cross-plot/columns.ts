import { axisLabel, type Quantity } from '../quantity.ts';
import { type Column, numbers, words } from '../take-away/column.ts';
import type { Clouds } from './clouds.ts';

/** A row for each point. */
export function columnsOf(
  { points, x, y }: Clouds,
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
    valuesOf(
      axisLabel(names.y, y),
      y,
      points.map((point) => point.y),
    ),
    ...(names.third
      ? [
          numbers(
            'third',
            names.third,
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
