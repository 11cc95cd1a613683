import { differentUnits, isSameUnit } from '../../../workbench/ensembles/same-unit.ts';
import { type BandsAsked, bandsAsked, bandsOf } from '../../../workbench/statistics/bands.ts';
import { betweenDates, unionOf } from '../../../workbench/statistics/between-dates.ts';
import {
  type PercentilesCount,
  rankLabel,
  shareBelow,
} from '../../../workbench/statistics/ranks.ts';
import { summarize } from '../../../workbench/statistics/summary.ts';
import { columnFormat, daysAt } from '../../charts/format.ts';
import { axisLabel, withUnit } from '../on-axes.ts';
import { parameterOf, type Quantity, vectorAt } from '../quantity.ts';
import { namesOf, type ShownEnsemble } from '../shown-ensembles.ts';
import { asIs, type Column, numbers } from '../take-away/column.ts';

interface Percentiles {
  readonly ranks: readonly number[];
  readonly count: PercentilesCount;
}

/** Columns with a row for each day: statistics of vectors over the realizations, each ensemble on its own days. */
export function columnsByDay(
  ensembles: readonly ShownEnsemble[],
  names: readonly string[],
  percentiles: Percentiles,
): readonly Column[] {
  const shown = names.flatMap((name) =>
    ensembles
      .filter(({ data, rows }) => data.vectors.has(name) && rows.length > 0)
      .map((ensemble) => ({ name, ensemble })),
  );
  if (shown.length === 0) return [];
  const unitOf = ({ name, ensemble }: (typeof shown)[number]) =>
    ensemble.data.vectors.get(name)?.unit ?? '';
  const units = differentUnits(shown.map(unitOf));
  const times = unionOf(shown.map(({ ensemble }) => ensemble.data.times));
  return [
    { key: 'Day', label: 'Day', values: daysAt(times), format: asIs },
    ...shown.flatMap((one) => {
      const { name, ensemble } = one;
      const place = new Map(Array.from(ensemble.data.times, (time, i) => [time, i]));
      const prefix = shown.length === 1 ? '' : `${ensemble.name} ${name} `;
      const unit = units.find((first) => isSameUnit(first, unitOf(one)));
      return statisticsOf(ensemble, name, percentiles).map(([label, values, isCount]) => {
        const own =
          times === ensemble.data.times
            ? values
            : times.map((time) => values[place.get(time) ?? -1] ?? Number.NaN);
        return numbers(prefix + label, withUnit(prefix + label, isCount ? '' : unit), own);
      });
    }),
  ];
}

/** The statistics that `columnsByDay` needs, to have the Worker compute them first. */
export function bandsByDay(
  ensembles: readonly ShownEnsemble[],
  names: readonly string[],
  percentiles: Percentiles,
): readonly BandsAsked[] {
  return ensembles.flatMap(({ data, rows }) =>
    names.flatMap((name) => {
      const vector = data.vectors.get(name);
      if (!vector) return [];
      return [bandsAsked(data, vector, rows, sharesOf(percentiles), betweenDates(vector))];
    }),
  );
}

function sharesOf({ ranks, count }: Percentiles): readonly number[] {
  return [...ranks.map((rank) => shareBelow(rank, count)), 0, 100];
}

function statisticsOf(
  { data, rows }: ShownEnsemble,
  name: string,
  { ranks, count }: Percentiles,
): readonly (readonly [string, Float64Array, isCount?: boolean])[] {
  const vector = data.vectors.get(name);
  if (!vector) return [];
  const shares = sharesOf({ ranks, count });
  const labels = [...ranks.map((rank) => rankLabel(rank, count)), 'Minimum', 'Maximum'];
  const bands = bandsOf(data, vector, rows, shares, betweenDates(vector));
  return [
    ['Mean', bands.mean],
    ['Std dev', bands.deviation],
    ...bands.percentiles.map((values, i) => [labels[i] ?? '', values] as const),
    [`Realizations of ${data.realizations.length}`, Float64Array.from(bands.counts), true],
  ];
}

/** Columns with a row for each realization of each ensemble: vectors on a day, and parameters. */
export function columnsByRealization(
  ensembles: readonly ShownEnsemble[],
  names: readonly string[],
  at: string,
): readonly Column[] {
  const all = ensembles.filter(({ rows }) => rows.length > 0);
  const realizations = Float64Array.from(
    all.flatMap(({ data, rows }) => Array.from(rows, (row) => data.realizations[row] ?? -1)),
  );
  return [
    ...(all.length > 1 ? [ensembleNames(all)] : []),
    { key: 'Realization', label: 'Realization', values: realizations, format: asIs },
    ...names.flatMap((name, i) =>
      byUnit(vectorAt(all, name, at)).map((quantities, j) => {
        const values = joinedOver(all, quantities);
        const key = i === 0 ? 'response' : `vector ${name}`;
        const unit = j === 0 ? '' : ` [${quantities[0]?.unit}]`;
        const label = axisLabel(name, quantities);
        return { ...numbers(key + unit, label, values), outside: withoutColumn(all, quantities) };
      }),
    ),
    ...namesOf(all, 'parameters').flatMap((name) => parameterColumns(all, name)),
  ];
}

/** A column never mixes units. */
function byUnit(quantities: readonly Quantity[]): readonly (readonly Quantity[])[] {
  const units = [...new Set(quantities.map(({ unit }) => unit))];
  return units.map((unit) => quantities.filter((quantity) => quantity.unit === unit));
}

function ensembleNames(all: readonly ShownEnsemble[]): Column {
  const values = all.flatMap(({ name, rows }) => Array<string>(rows.length).fill(name));
  return { key: 'Ensemble', label: 'Ensemble', values, format: asIs };
}

/** A column of numbers for each unit, or one of words if any ensemble has words for the parameter. */
function parameterColumns(all: readonly ShownEnsemble[], name: string): readonly Column[] {
  const key = `parameter ${name}`;
  const parameters = all.map(({ data }) => data.parameters.get(name));
  if (parameters.some((parameter) => parameter?.kind === 'category')) {
    const values = all.flatMap(({ rows }, i) => {
      const parameter = parameters[i];
      return Array.from(rows, (row) => {
        if (parameter?.kind === 'number') return String(parameter.values[row]);
        return parameter?.categories[parameter.codes[row] ?? -1] ?? '';
      });
    });
    return [{ key, label: name, values, format: asIs }];
  }
  return byUnit(parameterOf(all, name)).map((quantities, i) => {
    const unit = quantities[0]?.unit;
    const values = joinedOver(all, quantities);
    const column = numbers(i === 0 ? key : `${key} [${unit}]`, withUnit(name, unit), values);
    return { ...column, outside: withoutColumn(all, quantities) };
  });
}

/** The values of a column: those of the ensembles that have any, one ensemble after the other. */
function joinedOver(
  all: readonly ShownEnsemble[],
  quantities: readonly Quantity[],
): Float64Array<ArrayBuffer> {
  return Float64Array.from(
    all.flatMap((ensemble) => {
      const own = quantities.find((one) => one.ensemble === ensemble);
      return Array.from(ensemble.rows, (_, i) => own?.values[i] ?? Number.NaN);
    }),
  );
}

/** Ids of the ensembles that have no value in a column, because they lack it or have it in another unit. */
function withoutColumn(
  all: readonly ShownEnsemble[],
  quantities: readonly Quantity[],
): readonly string[] {
  return all
    .filter((ensemble) => !quantities.some((one) => one.ensemble === ensemble))
    .map(({ id }) => id);
}

/** A row with one statistic of one ensemble. */
export interface StatisticsRow {
  readonly key: string;
  /** The texts of the first columns: the ensemble, if there are several, and the statistic's name. */
  readonly heads: readonly string[];
  /** The texts of the other columns; empty for words, and where the ensemble has no such column. */
  readonly cells: readonly { readonly key: string; readonly text: string }[];
  /** Whether it is the ensemble's last row. */
  readonly isLast: boolean;
}

const own = (value: number) => columnFormat(Float64Array.of(value))(value);

/** The statistics of each ensemble, for the columns that `columnsByRealization` made of them. */
export function statisticsByEnsemble(
  ensembles: readonly ShownEnsemble[],
  columns: readonly Column[],
  { ranks, count }: Percentiles,
): readonly StatisticsRow[] {
  const shares = ranks.map((rank) => shareBelow(rank, count));
  const all = ensembles.filter(({ rows }) => rows.length > 0);
  const first = all.length > 1 ? 2 : 1;
  let from = 0;
  return all.flatMap(({ id, name, rows }) => {
    const to = from + rows.length;
    const shown = columns.slice(first).map(({ key, values, format, outside }) => {
      const isHere = values instanceof Float64Array && !outside?.includes(id);
      return { key, format, summary: isHere ? summarize(values.subarray(from, to), shares) : null };
    });
    from = to;
    const row = (
      label: string,
      read: (summary: ReturnType<typeof summarize>) => number | undefined,
      write?: (value: number) => string,
    ): StatisticsRow => ({
      key: `${id} ${label}`,
      heads: first === 2 ? [name, label] : [label],
      cells: shown.map(({ key, format, summary }) => {
        const value = summary && read(summary);
        return { key, text: typeof value === 'number' ? (write ?? format)(value) : '' };
      }),
      isLast: label === 'Missing',
    });
    return [
      row('Mean', ({ mean }) => mean),
      row('Std dev', ({ standardDeviation }) => standardDeviation, own),
      row('Minimum', ({ minimum }) => minimum),
      row('Maximum', ({ maximum }) => maximum),
      ...ranks.map((rank, i) => row(rankLabel(rank, count), ({ percentiles }) => percentiles[i])),
      row('Count', (summary) => summary.count, String),
      row('Missing', ({ missing }) => missing, String),
    ];
  });
}
