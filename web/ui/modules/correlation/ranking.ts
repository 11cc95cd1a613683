import { correlationOf } from '../../../workbench/statistics/correlation.ts';
import {
  type DesignParameter,
  type OneAtATime,
  oneAtATime,
} from '../../../workbench/statistics/one-at-a-time.ts';
import { significantCorrelation } from '../../../workbench/statistics/significance.ts';
import type { Quantity } from '../quantity.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import { type Column, numbers, words } from '../take-away/column.ts';

/** One parameter's correlation with the response. */
export interface Ranked {
  readonly name: string;
  readonly value: number;
  /** Realizations that have both. */
  readonly count: number;
  /** The correlation that chance alone reaches with that many realizations. */
  readonly threshold: number;
}

export interface Ranking {
  readonly ensemble: ShownEnsemble;
  /** Strongest first, regardless of sign. */
  readonly list: readonly Ranked[];
  /** Parameters without a correlation: words, or the same in all realizations. */
  readonly without: readonly string[];
  /** The number of different values of the response; without two of them nothing can be ranked. */
  readonly responses: number;
}

/** Ranks the numeric parameters of an ensemble by their correlation with a response. */
export function rankingOf(
  { ensemble, values }: Quantity,
  method: 'pearson' | 'spearman',
  except = '',
): Ranking {
  const list: Ranked[] = [];
  const without: string[] = [];
  for (const parameter of ensemble.data.parameters.values()) {
    const { name } = parameter;
    if (name === except) continue;
    if (parameter.kind !== 'number') {
      without.push(name);
      continue;
    }
    const own = Float64Array.from(ensemble.rows, (row) => parameter.values[row] ?? Number.NaN);
    const correlation = correlationOf(own, values);
    const value = correlation[method];
    const { count } = correlation;
    if (Number.isNaN(value)) without.push(name);
    else list.push({ name, value, count, threshold: significantCorrelation(count) });
  }
  list.sort((one, other) => Math.abs(other.value) - Math.abs(one.value));
  const responses = new Set(values.filter((value) => !Number.isNaN(value))).size;
  return { ensemble, list, without, responses };
}

/** The effect of each parameter alone; null if the realizations are not a one-at-a-time design. */
export function tornadoOf({ ensemble, values }: Quantity): OneAtATime | null {
  const { data, rows } = ensemble;
  const parameters = [...data.parameters.values()].map(
    (parameter): DesignParameter => ({
      name: parameter.name,
      values: Array.from(rows, (row) =>
        parameter.kind === 'number'
          ? String(parameter.values[row])
          : (parameter.categories[parameter.codes[row] ?? -1] ?? ''),
      ),
    }),
  );
  return oneAtATime(parameters, values);
}

/** Columns with a row for each parameter of each ensemble. */
export function rankingColumns(rankings: readonly Ranking[]): readonly Column[] {
  const rows = rankings.flatMap(({ ensemble, list }) => list.map((one) => ({ ensemble, ...one })));
  const column = (label: string, read: (row: (typeof rows)[number]) => number) =>
    numbers(label, label, Float64Array.from(rows, read));
  return [
    words(
      'Ensemble',
      rows.map(({ ensemble }) => ensemble.name),
    ),
    words(
      'Parameter',
      rows.map(({ name }) => name),
    ),
    column('Correlation', ({ value }) => value),
    column('Realizations', ({ count }) => count),
    column('Significant from', ({ threshold }) => threshold),
  ];
}

/** Columns with a row for each parameter of each ensemble shown as a tornado. */
export function tornadoColumns(
  sections: readonly { readonly quantity: Quantity; readonly design: OneAtATime | null }[],
): readonly Column[] {
  const rows = sections.flatMap(({ quantity: { ensemble }, design }) =>
    (design?.swings ?? []).map((swing) => ({
      ensemble,
      base: design?.base ?? Number.NaN,
      ...swing,
    })),
  );
  type Row = (typeof rows)[number];
  const column = (label: string, read: (row: Row) => number) =>
    numbers(label, label, Float64Array.from(rows, read));
  const texts = (label: string, read: (row: Row) => string) => words(label, rows.map(read));
  const settings = (label: string, read: (row: Row) => string) =>
    rows.some((row) => Number.isNaN(Number(read(row))))
      ? texts(label, read)
      : column(label, (row) => Number(read(row)));
  return [
    texts('Ensemble', ({ ensemble }) => ensemble.name),
    texts('Parameter', ({ name }) => name),
    column('Base', ({ base }) => base),
    column('Lowest', ({ low }) => low),
    settings('Lowest at', ({ lowAt }) => lowAt),
    column('Highest', ({ high }) => high),
    settings('Highest at', ({ highAt }) => highAt),
  ];
}
