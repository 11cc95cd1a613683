import type { Observations, Parameter } from '../../ensemble-data.ts';
import { baseName } from '../recognise/recognise.ts';
import { type BuildContext, listed } from './context.ts';
import type { Facts, Measurement } from './facts.ts';
import { type Grid, gridOf, type Part } from './grid.ts';
import { numberFiles } from './number-files.ts';
import { type ParameterRows, parameterRows, parametersFor } from './parameters.ts';

export interface BuiltEnsemble extends Grid {
  readonly name: string;
  readonly fileNames: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly observations: readonly Observations[];
}

/** Data for an ensemble that is already in the session. */
export interface Additions {
  readonly fileNames: readonly string[];
  /** Ensembles that the parameters distinguish; if they do not, one with an empty name. */
  readonly labels: readonly string[];
  readonly realizations: readonly number[];
  readonly parameterNames: readonly string[];
  readonly observations: readonly Observations[];
  parametersFor(realizations: Int32Array, label: string): Parameter[];
}

export interface Built {
  readonly ensembles: readonly BuiltEnsemble[];
  /** Parameters or observations, if no file has vectors. */
  readonly additions: Additions | null;
}

/** Combines tables into one ensemble per label, with its parameters and observations. */
export function build(tables: readonly Facts[], context: BuildContext): Built {
  const all = numberFiles(tables, context);
  const observations = observationsOf(all.flatMap(({ measurements }) => measurements));
  const withTime = labelledByFile(all.filter((facts) => facts.seconds && facts.vectors.length > 0));
  const parameterTables = all.filter(
    ({ seconds, parameters }) => !seconds && parameters.length > 0,
  );
  const fileNames = [...new Set(all.map(({ table }) => table.file))];
  const labels = [
    ...new Set(withTime.flatMap(({ labels: some }) => (some.length > 0 ? some : ['']))),
  ];
  if (withTime.length === 0) {
    const has = parameterTables.length > 0 || observations.length > 0;
    return {
      ensembles: [],
      additions: has ? additionsOf(parameterTables, observations, fileNames, context) : null,
    };
  }
  const ensembles = labels.map((label): BuiltEnsemble => {
    const parts = withTime.flatMap((facts) => partOf(facts, label));
    const grid = gridOf(parts, context);
    const name = label || baseName(parts[0]?.facts.table.file ?? '');
    const own = parts.filter(({ facts }) => facts.parameters.length > 0);
    const rows = [
      ...own.map(({ facts }) =>
        parameterRows(facts, facts.labelCodes ? facts.labels.indexOf(label) : null, context),
      ),
      ...parameterTables.flatMap((facts) => rowsOfLabel(facts, label, name, context)),
    ];
    const parameters = parametersFor(grid.realizations, rows, context);
    noteGaps(name, grid, parameterTables.length > 0 ? rows : [], context);
    const files = new Set([...parts, ...rows].map(({ facts }) => facts.table.file));
    return { ...grid, name, fileNames: [...files], parameters, observations };
  });
  return { ensembles, additions: null };
}

/** Makes separate ensembles of files that have the same vectors for the same realizations and times. */
function labelledByFile(tables: readonly Facts[]): Facts[] {
  const unlabelled = tables.filter(({ labels }) => labels.length === 0);
  const sharing = unlabelled.filter((facts) =>
    unlabelled.some((other) => other !== facts && shareVector(facts, other)),
  );
  if (!meet(sharing)) return [...tables];
  return tables.map((facts) =>
    sharing.includes(facts)
      ? {
          ...facts,
          labels: [baseName(facts.table.file)],
          labelCodes: new Int32Array(facts.rowCount),
        }
      : facts,
  );
}

function shareVector(a: Facts, b: Facts): boolean {
  const names = namesOf(a);
  return b.vectors.some(({ name }) => names.has(name));
}

function namesOf({ vectors }: Facts): Set<string> {
  return new Set(vectors.map(({ name }) => name));
}

function meet(group: readonly Facts[]): boolean {
  const seen = new Map<string, Facts>();
  for (const facts of group) {
    for (let row = 0; row < facts.rowCount; row++) {
      const key = `${facts.realizations?.[row]} ${facts.seconds?.[row]}`;
      const other = seen.get(key);
      if (other && other !== facts) return true;
      seen.set(key, facts);
    }
  }
  return false;
}

function partOf(facts: Facts, label: string): Part[] {
  const { labels, labelCodes } = facts;
  if (!labelCodes || labels.length === 0)
    return label === '' || labels.length === 0 ? [{ facts, rows: null }] : [];
  const code = labels.indexOf(label);
  if (code < 0) return [];
  if (labels.length === 1) return [{ facts, rows: null }];
  const rows: number[] = [];
  for (let row = 0; row < facts.rowCount; row++) if (labelCodes[row] === code) rows.push(row);
  return [{ facts, rows: Int32Array.from(rows) }];
}

/** The rows of a table of parameters for an ensemble; if the table has labels, those with the ensemble's name. */
function rowsOfLabel(
  facts: Facts,
  label: string,
  name: string,
  context: BuildContext,
): ParameterRows[] {
  const { labels, table } = facts;
  if (labels.length === 0) return [parameterRows(facts, null, context)];
  const exact = labels.indexOf(label);
  const inName = labels.findIndex((one) => name.toLowerCase().includes(one.toLowerCase()));
  const at = exact >= 0 ? exact : inName >= 0 ? inName : 0;
  if (labels.length > 1 || exact < 0) {
    const others = labels.filter((_, i) => i !== at);
    const left = others.length > 0 ? `; those of ${listed(others)} are left out` : '';
    if (exact < 0)
      context.notes.add(
        `${table.file}: the parameters of ${labels[at]} are used for ${name || 'the ensemble'}${left}.`,
      );
  }
  return [parameterRows(facts, at, context)];
}

function noteGaps(
  name: string,
  grid: Grid,
  rows: readonly ParameterRows[],
  context: BuildContext,
): void {
  const { realizations, seconds, holes } = grid;
  const pairs = realizations.length * seconds.length;
  if (holes > 0) {
    context.notes.add(
      `${name}: no line for ${holes} of ${pairs} pairs of realization and date; their values are missing.`,
    );
  }
  if (rows.length === 0) return;
  const known = new Set(realizations);
  const given = new Set(rows.flatMap(({ rowOf }) => [...rowOf.keys()]));
  const without = [...known].filter((one) => !given.has(one));
  const extra = [...given].filter((one) => !known.has(one)).sort((a, b) => a - b);
  if (without.length > 0)
    context.notes.add(`${name}: no parameters for realization ${listed(without)}.`);
  if (extra.length > 0)
    context.notes.add(
      `${name}: parameters without vectors are left out, of realization ${listed(extra)}.`,
    );
}

function additionsOf(
  tables: readonly Facts[],
  observations: readonly Observations[],
  fileNames: readonly string[],
  context: BuildContext,
): Additions {
  const labels = [
    ...new Set(tables.flatMap((facts) => (facts.labels.length > 0 ? facts.labels : ['']))),
  ];
  const rowsOf = new Map(
    labels.map((label) => {
      const own = tables.filter(
        (facts) => facts.labels.length === 0 || facts.labels.includes(label),
      );
      return [
        label,
        own.map((facts) =>
          parameterRows(facts, facts.labelCodes ? facts.labels.indexOf(label) : null, context),
        ),
      ];
    }),
  );
  const all = [...rowsOf.values()].flat();
  const realizations = [...new Set(all.flatMap(({ rowOf }) => [...rowOf.keys()]))].sort(
    (a, b) => a - b,
  );
  // Called once here, to report text among numbers.
  const parameters = parametersFor(Int32Array.from(realizations), all, context);
  return {
    ...{ fileNames, observations, labels, realizations },
    parameterNames: parameters.map(({ name }) => name),
    parametersFor: (wanted, label) => parametersFor(wanted, rowsOf.get(label) ?? all, context),
  };
}

/** Measurements by vector, in order of time. */
function observationsOf(measurements: readonly Measurement[]): Observations[] {
  const groups = Map.groupBy(measurements, ({ vector }) => vector);
  return [...groups].map(([vector, of]) => {
    const sorted = of.toSorted((a, b) => a.seconds - b.seconds);
    return {
      vector,
      unit: of[0]?.unit ?? '',
      times: Float64Array.from(sorted, ({ seconds }) => seconds),
      values: Float64Array.from(sorted, ({ value }) => value),
      errors: Float64Array.from(sorted, ({ error }) => error),
    };
  });
}
