import { correlationOf } from '../../../workbench/statistics/correlation.ts';
import {
  type DesignParameter,
  type OneAtATime,
  oneAtATime,
} from '../../../workbench/statistics/one-at-a-time.ts';
import { significantCorrelation } from '../../../workbench/statistics/significance.ts';
import type { Quantity } from '../quantity.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import { type Cell, type Column, numbers, words } from '../take-away/column.ts';

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

interface Section {
  readonly quantity: Quantity;
  readonly ranking: Ranking;
  /** Set if the ensemble is shown as a tornado. */
  readonly design: OneAtATime | null;
}

/** Columns with a row for each bar: of rankings, of tornados, or of both, each with the columns of its kind. */
export function barColumns(sections: readonly Section[]): readonly Column[] {
  const ranked = rankingColumns(sections.flatMap(({ design, ranking }) => (design ? [] : ranking)));
  const tornado = tornadoColumns(sections);
  const [above, below] = [ranked[0]?.values.length ?? 0, tornado[0]?.values.length ?? 0];
  if (above === 0 || below === 0) return below === 0 ? ranked : tornado;
  const labels = [...new Set([...ranked, ...tornado].map(({ label }) => label))];
  return labels.map((label) => {
    const [one, other] = [ranked, tornado].map((all) => all.find((own) => own.label === label));
    const isNumber = (one ?? other)?.values instanceof Float64Array;
    const padding = (rows: number) => Array<Cell>(rows).fill(isNumber ? Number.NaN : '');
    const values = [...(one?.values ?? padding(above)), ...(other?.values ?? padding(below))];
    return isNumber
      ? numbers(label, label, Float64Array.from(values, Number))
      : words(label, values.map(String));
  });
}

/** Columns with a row for each parameter of each ensemble. */
function rankingColumns(rankings: readonly Ranking[]): readonly Column[] {
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
