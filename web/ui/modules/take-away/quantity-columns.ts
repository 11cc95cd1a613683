import { axisLabel, type Quantity } from '../quantity.ts';
import { type Column, numbers, words } from './column.ts';

/** A row for each realization of each ensemble: its number and its value. */
export function quantityColumns(name: string, quantities: readonly Quantity[]): readonly Column[] {
  const label = axisLabel(name, quantities);
  const categories = quantities[0]?.categories;
  const values = quantities.flatMap((quantity) => [...quantity.values]);
  return [
    words(
      'Ensemble',
      quantities.flatMap(({ ensemble, values: own }) => Array(own.length).fill(ensemble.name)),
    ),
    numbers(
      'Realization',
      'Realization',
      Float64Array.from(
        quantities.flatMap(({ ensemble }) =>
          Array.from(ensemble.rows, (row) => ensemble.data.realizations[row] ?? -1),
        ),
      ),
    ),
    categories
      ? words(
          label,
          values.map((value) => categories[value] ?? ''),
        )
      : numbers(label, label, Float64Array.from(values)),
  ];
}
