import type { Column } from '../column.ts';
import type { ColumnUse, Mapping, Role, TableChoices } from '../mapping.ts';
import type { Table } from '../table.ts';
import { namesAndUnits } from '../values/units.ts';
import { HEADERS, isSummaryName, plainHeader, realizationInHeader } from './header-names.ts';
import {
  firstRows,
  isBlank,
  isConstantWithin,
  isDates,
  isRowCount,
  isWholeNumbers,
  isWords,
} from './profile.ts';

/** Proposes a mapping for a table; a person's choices for files of its shape come first. */
export function recognise(table: Table, choices: TableChoices): Mapping {
  const roles = rolesOf(table, choices);
  const split = namesAndUnits(table.columns.map(({ header }) => header));
  const columns = table.columns.map(({ header }, i): ColumnUse => {
    const { name = header, unit = '' } = split[i] ?? {};
    const found = {
      header,
      role: roles.get(header) ?? 'left out',
      name,
      unit: unit || (table.units[header] ?? ''),
    };
    return { ...found, ...definedOf(choices.columns?.[header]) };
  });
  const has = (role: Role) => columns.some((column) => column.role === role);
  return {
    columns,
    dateOrder: choices.dateOrder,
    startDate: choices.startDate,
    missing: choices.missing ?? [],
    vectorName: choices.vectorName ?? baseName(table.file),
    isObserved:
      has('error') ||
      (has('name') &&
        !has('realization') &&
        columns.some(
          ({ header }) =>
            HEADERS.value.has(plainHeader(header)) && /^(obs|meas)/.test(plainHeader(header)),
        )),
  };
}

function definedOf<T extends object>(choices: T | undefined): Partial<T> {
  return Object.fromEntries(
    Object.entries(choices ?? {}).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

/** A file's name without folder and extension: "FOPR" for "FOPR.csv". */
export function baseName(file: string): string {
  return (
    file
      .replace(/(\.(csv|txt|tsv|gz|zip|parquet|arrow|feather|unsmry|smspec))+$/i, '')
      .slice(0, 120) || file
  );
}

/** The role of each column by header: chosen by a person, or recognised from names and values. */
function rolesOf(table: Table, choices: TableChoices): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>();
  for (const [header, { role }] of Object.entries(choices.columns ?? {})) {
    if (role && table.columns.some((column) => column.header === header)) roles.set(header, role);
  }
  const free = () => table.columns.filter(({ header }) => !roles.has(header));
  const taken = (role: Role) => [...roles.values()].includes(role);
  const take = (role: Role, fits: (column: Column, plain: string) => boolean) => {
    if (taken(role)) return true;
    const column = free().find((one) => fits(one, plainHeader(one.header)));
    if (column) roles.set(column.header, role);
    return column !== undefined;
  };

  if (table.isKeyValues) {
    for (const { header } of free()) roles.set(header, 'parameter');
    return roles;
  }
  for (const column of free()) {
    if (isBlank(column)) roles.set(column.header, 'left out');
  }
  const [first] = table.columns;
  if (first && !roles.has(first.header) && isIndex(first)) roles.set(first.header, 'left out');

  for (const column of free()) {
    if (HEADERS.ensemble.has(plainHeader(column.header))) roles.set(column.header, 'ensemble');
  }
  take('realization', (_, plain) => HEADERS.realization.has(plain));
  takeTime(take, taken, free, roles);
  takeLong(take, taken, free, () => repeats(table, roles));
  if (!taken('realization') && !taken('name')) {
    take(
      'realization',
      (column, plain) =>
        HEADERS.perhapsRealization.has(plain) &&
        (isWholeNumbers(column) || /\d$/.test(column.textAt(0))),
    );
  }
  const hasTime = ['date', 'year', 'days'].some((role) => taken(role as Role));
  const isWide =
    hasTime &&
    !taken('realization') &&
    free().length > 0 &&
    free().every(({ header }) => realizationInHeader(header) !== undefined);
  for (const { header } of isWide ? free() : []) roles.set(header, 'one realization');
  takeRest(table, roles, free(), hasTime);
  return roles;
}

type Take = (role: Role, fits: (column: Column, plain: string) => boolean) => boolean;

function takeTime(
  take: Take,
  taken: (role: Role) => boolean,
  free: () => Column[],
  roles: Map<string, Role>,
): void {
  if (taken('year') || taken('days')) return;
  const isNamed = (plain: string) => HEADERS.date.has(plain);
  if (take('date', (column, plain) => isNamed(plain) && isWords(column) && isDates(column))) return;
  const year = free().find(
    (column) => HEADERS.year.has(plainHeader(column.header)) && isWholeNumbers(column),
  );
  const month = free().find(
    (column) => HEADERS.month.has(plainHeader(column.header)) && !isDates(column),
  );
  if (year && month) {
    roles.set(year.header, 'year');
    roles.set(month.header, 'month');
    take('day', (column, plain) => HEADERS.day.has(plain) && isWholeNumbers(column));
    return;
  }
  if (take('date', (column, plain) => isNamed(plain) && plain !== 'time' && isDates(column)))
    return;
  if (take('date', (column) => isWords(column) && isDates(column))) return;
  if (take('date', (_, plain) => /^date/.test(plain))) return;
  take('days', (column, plain) => HEADERS.days.has(plain) && !isWords(column));
}

/** Recognises a column of vector names with a column of values, or a column of wells with several. */
function takeLong(
  take: Take,
  taken: (role: Role) => boolean,
  free: () => Column[],
  isRepeated: () => boolean,
): void {
  const values = () => free().filter((column) => !isWords(column));
  const isNamed = take('name', (column, plain) => HEADERS.name.has(plain) && isWords(column));
  if (isNamed) {
    const isValue = take('value', (_, plain) => HEADERS.value.has(plain));
    if (!isValue && values().length > 0) take('value', (column) => !isWords(column));
    if (taken('value')) take('error', (_, plain) => HEADERS.error.has(plain));
    return;
  }
  if (take('item', (column, plain) => HEADERS.item.has(plain) && isWords(column))) return;
  take(
    'item',
    (column, plain) => HEADERS.perhapsItem.has(plain) && isWords(column) && isRepeated(),
  );
}

/** Whether there are several rows of the same ensemble, realization and time. */
function repeats(table: Table, roles: ReadonlyMap<string, Role>): boolean {
  const keys = table.columns.filter(({ header }) => KEY_ROLES.has(roles.get(header) ?? 'vector'));
  return firstRows(keys, table.rowCount).some((first, row) => first !== row);
}

const KEY_ROLES = new Set<Role>([
  'ensemble',
  'realization',
  'date',
  'year',
  'month',
  'day',
  'days',
]);

function isIndex(column: Column): boolean {
  const { header } = column;
  const isUnnamed =
    /^(Column 1|Unnamed: ?\d+|X\.?\d*)$/.test(header) || HEADERS.index.has(plainHeader(header));
  return isUnnamed && isRowCount(column);
}

function takeRest(
  table: Table,
  roles: Map<string, Role>,
  rest: readonly Column[],
  hasTime: boolean,
): void {
  const withRole = (role: Role) => table.columns.filter(({ header }) => roles.get(header) === role);
  const isLong = withRole('name').length > 0;
  const realization = withRole('realization');
  const within = hasTime
    ? firstRows([...realization, ...withRole('ensemble')], table.rowCount)
    : null;
  const isRepeated = within?.some((first, row) => first !== row) ?? false;
  for (const column of rest) {
    const { header } = column;
    if (!within) roles.set(header, 'parameter');
    else if (isLong) roles.set(header, 'left out');
    else {
      const isFixed = isConstantWithin(column, within);
      if (isWords(column))
        roles.set(header, isFixed && realization.length > 0 ? 'parameter' : 'left out');
      else {
        const isParameter =
          isRepeated &&
          realization.length > 0 &&
          isFixed &&
          !isSummaryName(header) &&
          differs(column);
        roles.set(header, isParameter ? 'parameter' : 'vector');
      }
    }
  }
}

function differs({ values }: Column): boolean {
  return values.some((value) => value !== values[0]);
}
