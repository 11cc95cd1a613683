import type { EnsembleData, Parameter } from '../../workbench/ensembles/ensemble-data.ts';
import type { ShownEnsemble } from './shown-ensembles.ts';

const DAY = 86_400;

/** An ensemble for tests with one vector "V": `values` for each realization, at whole days since 1970. */
export function shownEnsemble(
  name: string,
  {
    days,
    values,
    parameters = [],
    rows = values.map((_, row) => row),
    unit = 'm3',
  }: {
    days: readonly number[];
    values: readonly (readonly number[])[];
    parameters?: readonly Parameter[];
    rows?: readonly number[];
    unit?: string;
  },
): ShownEnsemble {
  const vector = { name: 'V', unit, values: Float64Array.from(values.flat()) };
  const data: EnsembleData = {
    realizations: Int32Array.from(values, (_, row) => row * 10),
    times: Float64Array.from(days, (day) => day * DAY),
    vectors: new Map([['V', vector]]),
    parameters: new Map(parameters.map((parameter) => [parameter.name, parameter])),
  };
  return { id: name, name, color: 'series-1', data, rows: Int32Array.from(rows) };
}

export function numberParameter(name: string, values: readonly number[]): Parameter {
  return { kind: 'number', name, unit: '', values: Float64Array.from(values) };
}
