import { bandsOf } from '../../../workbench/statistics/bands.ts';
import { formatDay, formatNumber } from '../../charts/format.ts';
import { axisLabel, vectorAt } from '../quantity.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';

/** One column: all its values, and how one is written on screen. */
export interface Column {
  /** Tells columns apart when they are sorted; the same after a reload. */
  readonly key: string;
  readonly label: string;
  readonly values: readonly Cell[] | Float64Array;
  readonly format: (value: Cell) => string;
}

/** NaN is a missing number, the empty text a missing word. */
export type Cell = number | string;

const number = (value: Cell) => formatNumber(Number(value));
const asIs = (value: Cell) => String(value);

/** A row for each day: mean, percentiles and range of a vector over the realizations. */
export function columnsByDay(
  { data, rows }: ShownEnsemble,
  name: string,
  ranks: readonly number[],
): readonly Column[] {
  const vector = data.vectors.get(name);
  if (!vector || rows.length === 0) return [];
  const asked = [...ranks, 0, 100];
  const { mean, percentiles } = bandsOf(data, vector, rows, asked);
  const column = (label: string, values: Float64Array): Column => ({
    key: label,
    label,
    values,
    format: number,
  });
  return [
    { key: 'Day', label: 'Day', values: Array.from(data.times, formatDay), format: asIs },
    column('Mean', mean),
    ...percentiles.map((values, i) => column(rankLabel(asked, i), values)),
  ];
}

/** A row for each realization: its parameters, and a vector on its last day. */
export function columnsByRealization(ensemble: ShownEnsemble, name: string): readonly Column[] {
  const { data, rows } = ensemble;
  const [response] = vectorAt([ensemble], name, 'end');
  const parameters = [...data.parameters.values()].map((parameter): Column => {
    const label = axisLabel(parameter.name, {
      unit: parameter.kind === 'number' ? parameter.unit : '',
      day: null,
    });
    if (parameter.kind === 'number') {
      const values = Float64Array.from(rows, (row) => parameter.values[row] ?? Number.NaN);
      return { key: `parameter ${parameter.name}`, label, values, format: number };
    }
    const word = (row: number) => parameter.categories[parameter.codes[row] ?? -1] ?? '';
    return {
      key: `parameter ${parameter.name}`,
      label,
      values: Array.from(rows, word),
      format: asIs,
    };
  });
  return [
    {
      key: 'Realization',
      label: 'Realization',
      values: Float64Array.from(rows, (row) => data.realizations[row] ?? -1),
      format: asIs,
    },
    ...(response
      ? [
          {
            key: 'response',
            label: axisLabel(name, response),
            values: response.values,
            format: number,
          },
        ]
      : []),
    ...parameters,
  ];
}

function rankLabel(ranks: readonly number[], index: number): string {
  if (index === ranks.length - 2) return 'Minimum';
  return index === ranks.length - 1 ? 'Maximum' : `P${ranks[index]}`;
}
