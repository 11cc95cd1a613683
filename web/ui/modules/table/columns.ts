import { bandsOf } from '../../../workbench/statistics/bands.ts';
import { betweenDates } from '../../../workbench/statistics/between-dates.ts';
import {
  type PercentilesCount,
  rankLabel,
  shareBelow,
} from '../../../workbench/statistics/ranks.ts';
import { formatDay } from '../../charts/format.ts';
import { axisLabel, vectorAt } from '../quantity.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import { asIs, type Column, numbers } from '../take-away/column.ts';

/** A row for each day: mean, percentiles and range of a vector over the realizations. */
export function columnsByDay(
  { data, rows }: ShownEnsemble,
  name: string,
  ranks: readonly number[],
  count: PercentilesCount,
): readonly Column[] {
  const vector = data.vectors.get(name);
  if (!vector || rows.length === 0) return [];
  const shares = [...ranks.map((rank) => shareBelow(rank, count)), 0, 100];
  const labels = [...ranks.map((rank) => rankLabel(rank, count)), 'Minimum', 'Maximum'];
  const bands = bandsOf(data, vector, rows, shares, betweenDates(vector));
  return [
    { key: 'Day', label: 'Day', values: Array.from(data.times, formatDay), format: asIs },
    numbers('Mean', 'Mean', bands.mean),
    ...bands.percentiles.map((values, i) => numbers(labels[i] ?? '', labels[i] ?? '', values)),
    numbers('Count', `Realizations of ${rows.length}`, Float64Array.from(bands.counts)),
  ];
}

/** A row for each realization: its parameters, and a vector on its last day. */
export function columnsByRealization(ensemble: ShownEnsemble, name: string): readonly Column[] {
  const { data, rows } = ensemble;
  const [response] = vectorAt([ensemble], name, 'end');
  const parameters = [...data.parameters.values()].map((parameter): Column => {
    if (parameter.kind === 'number') {
      const values = Float64Array.from(rows, (row) => parameter.values[row] ?? Number.NaN);
      return numbers(
        `parameter ${parameter.name}`,
        withUnit(parameter.name, parameter.unit),
        values,
      );
    }
    const word = (row: number) => parameter.categories[parameter.codes[row] ?? -1] ?? '';
    return {
      key: `parameter ${parameter.name}`,
      label: parameter.name,
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
    ...(response ? [numbers('response', axisLabel(name, [response]), response.values)] : []),
    ...parameters,
  ];
}

function withUnit(name: string, unit: string): string {
  return unit ? `${name} [${unit}]` : name;
}
