import { CHUNK_VALUES, ENSEMBLES_MAX, TEXT_MAX_LENGTH, VALUES_MAX } from './limits.ts';
import type {
  Dashboard,
  Ensemble,
  ImportedSource,
  PackedNumbers,
  SessionContent,
} from './schema.ts';

/** Problems that the schema cannot find: duplicate names, columns of the wrong length, texts that are too long. */
export function wholeIssues(content: SessionContent): string[] {
  return [
    ...content.dashboards.flatMap(longTextIssues),
    ...content.ensembleSet.ensembles.flatMap(ensembleIssues),
    ...listIssues(content),
  ];
}

/**
 * Problems of the lists in a content whose items are valid: duplicate ids, and too many items.
 * @param changed the dashboards whose modules may have changed
 */
export function listIssues(
  content: SessionContent,
  changed: readonly Dashboard[] = content.dashboards,
): string[] {
  const { dashboards, ensembleSet, userCreatedItems } = content;
  return [
    ...duplicateIds('dashboards', dashboards),
    ...changed.flatMap(({ name, modules }) =>
      duplicateIds(`dashboards "${name}" modules`, modules),
    ),
    ...duplicateIds('ensembleSet.ensembles', ensembleSet.ensembles),
    ...duplicateIds('userCreatedItems.annotations', userCreatedItems.annotations),
    ...tooMuchIssues(content),
  ];
}

/** Too many ensembles, or more numbers than a browser should unpack. */
export function tooMuchIssues({ ensembleSet: { ensembles } }: SessionContent): string[] {
  if (ensembles.length > ENSEMBLES_MAX) return [`There are more than ${ENSEMBLES_MAX} ensembles.`];
  const total = ensembles
    .flatMap(({ source }) => (source.kind === 'imported' ? columnsOf(source) : []))
    .reduce((sum, { length }) => sum + length, 0);
  return total > VALUES_MAX
    ? [`The imported ensembles have ${total} numbers together, more than ${VALUES_MAX}.`]
    : [];
}

function duplicateIds(where: string, items: readonly { id: string }[]): string[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }) => {
    if (seen.has(id)) return [`${where} has the id ${id} more than once.`];
    seen.add(id);
    return [];
  });
}

function longTextIssues({ name, modules }: Dashboard): string[] {
  return modules
    .filter((module) => hasLongText(module.settings))
    .map(
      ({ id, type }) =>
        `dashboards "${name}" modules ${type} ${id} has a text of more than ${TEXT_MAX_LENGTH} characters.`,
    );
}

function hasLongText(value: unknown): boolean {
  if (typeof value === 'string') return value.length > TEXT_MAX_LENGTH;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(hasLongText);
}

function ensembleIssues({ name, source }: Ensemble): string[] {
  if (source.kind !== 'imported') return [];
  const where = `ensembleSet.ensembles "${name}"`;
  const wrong = columnsOf(source).filter(
    ({ length, expected, isCut }) => length !== expected || !isCut,
  );
  return [
    ...duplicateNames(where, 'vector', source.vectors),
    ...duplicateNames(where, 'parameter', source.parameters),
    ...duplicateNames(
      where,
      'vector with observations',
      (source.observations ?? []).map(({ vector }) => ({ name: vector })),
    ),
    ...wrong.map(({ column, length, expected }) =>
      length === expected
        ? `${where} column ${column} has the wrong number of chunks.`
        : `${where} column ${column} has ${length} numbers, not ${expected}.`,
    ),
  ];
}

/** Every packed column with its stated and its expected length. */
function columnsOf(source: ImportedSource) {
  const { realizationCount, timeCount, vectors, parameters } = source;
  const column = (name: string, packed: PackedNumbers, expected: number) => ({
    column: name,
    length: packed.length,
    expected,
    isCut: 'data' in packed || packed.chunks.length === Math.ceil(packed.length / CHUNK_VALUES),
  });
  return [
    column('realizations', source.realizations, realizationCount),
    column('times', source.times, timeCount),
    ...vectors.map((one) => column(one.name, one.values, realizationCount * timeCount)),
    ...parameters.map((one) =>
      column(one.name, one.kind === 'number' ? one.values : one.codes, realizationCount),
    ),
    ...(source.observations ?? []).flatMap(({ vector, times, values, errors }) =>
      [times, values, errors].map((one) => column(`observed ${vector}`, one, times.length)),
    ),
  ];
}

function duplicateNames(where: string, kind: string, items: readonly { name: string }[]): string[] {
  const names = items.map(({ name }) => name);
  return new Set(names).size === names.length ? [] : [`${where} has a ${kind} more than once.`];
}
