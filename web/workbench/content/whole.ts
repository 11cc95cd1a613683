import { ENSEMBLE_VALUES_MAX, TEXT_MAX_LENGTH } from './limits.ts';
import type { Dashboard, Ensemble, SessionContent } from './schema.ts';

/** What a content with the right shape may still have wrong: names used twice, columns of another length, long texts. */
export function wholeIssues(content: SessionContent): string[] {
  return [
    ...twice('dashboards', content.dashboards),
    ...content.dashboards.flatMap(dashboardIssues),
    ...twice('ensembleSet.ensembles', content.ensembleSet.ensembles),
    ...content.ensembleSet.ensembles.flatMap(ensembleIssues),
    ...twice('userCreatedItems.annotations', content.userCreatedItems.annotations),
  ];
}

function twice(where: string, items: readonly { id: string }[]): string[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }) => {
    if (seen.has(id)) return [`${where} has the id ${id} more than once.`];
    seen.add(id);
    return [];
  });
}

function dashboardIssues({ name, modules }: Dashboard): string[] {
  const where = `dashboards "${name}" modules`;
  const long = modules.filter((module) => hasLongText(module.settings));
  return [
    ...twice(where, modules),
    ...long.map(
      ({ id, type }) =>
        `${where} ${type} ${id} has a text of more than ${TEXT_MAX_LENGTH} characters.`,
    ),
  ];
}

function hasLongText(value: unknown): boolean {
  if (typeof value === 'string') return value.length > TEXT_MAX_LENGTH;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(hasLongText);
}

function ensembleIssues({ name, source }: Ensemble): string[] {
  if (source.kind !== 'imported') return [];
  const where = `ensembleSet.ensembles "${name}"`;
  const { realizationCount, timeCount, vectors, parameters } = source;
  const columns = [
    ['realizations', source.realizations.length, realizationCount],
    ['times', source.times.length, timeCount],
    ...vectors.map(
      (vector) => [vector.name, vector.values.length, realizationCount * timeCount] as const,
    ),
    ...parameters.map(
      (parameter) =>
        [
          parameter.name,
          (parameter.kind === 'number' ? parameter.values : parameter.codes).length,
          realizationCount,
        ] as const,
    ),
  ] as const;
  const total = columns.reduce((sum, [, , length]) => sum + length, 0);
  if (total > ENSEMBLE_VALUES_MAX) {
    return [`${where} has ${total} numbers, more than ${ENSEMBLE_VALUES_MAX}.`];
  }
  return [
    ...twiceNamed(where, 'vector', vectors),
    ...twiceNamed(where, 'parameter', parameters),
    ...columns.flatMap(([column, found, expected]) =>
      found === expected
        ? []
        : [`${where} column ${column} has ${found} numbers, not ${expected}.`],
    ),
  ];
}

function twiceNamed(where: string, kind: string, items: readonly { name: string }[]): string[] {
  const names = items.map(({ name }) => name);
  return new Set(names).size === names.length ? [] : [`${where} has a ${kind} more than once.`];
}
