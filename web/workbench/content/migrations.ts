import type { SessionContent } from './schema.ts';

type Json = Readonly<Record<string, unknown>>;

/** Converts a content from one version to the next. */
export type Migration = (content: Json) => Json;

/** A value that cannot be migrated. `newer`: it was written by a newer build. */
export class MigrationError extends Error {
  readonly reason: 'invalid' | 'newer';

  constructor(reason: 'invalid' | 'newer', message: string) {
    super(message);
    this.name = 'MigrationError';
    this.reason = reason;
  }
}

/**
 * Migrations by the version they start from.
 * Version 0 is content without a version: the specification's six fields. A script that writes content may leave out
 * all of them except the dashboards and the ensembles.
 */
export const migrations: readonly Migration[] = [
  (content) => ({
    activeDashboardId: '',
    ...content,
    settings: {
      percentiles: [10, 50, 90],
      ensembleColors: {},
      ...object(content.settings),
    },
    userCreatedItems: { annotations: [], ...object(content.userCreatedItems) },
    realizationFilterSet: { filters: {}, ...object(content.realizationFilterSet) },
    schemaVersion: 1,
  }),
  // Version 2 adds 64-bit columns and observations.
  (content) => ({ ...content, schemaVersion: 2 }),
  // Version 3 drops the theme: it is stored per person and device.
  (content) => {
    const { theme: _, ...settings } = object(content.settings);
    return { ...content, settings, schemaVersion: 3 };
  },
  // Version 4 adds optional fields: percentilesCount, a dashboard's linked and date, and filters by value.
  (content) => ({ ...content, schemaVersion: 4 }),
  // Version 5 allows columns in assets. Columns inside the content move out at the next save.
  (content) => ({ ...content, schemaVersion: 5 }),
];

/**
 * Migrates parsed JSON of any version to the current one, without validating it. Content of the current version is
 * returned as the same object. Throws MigrationError if the value is not content or is of a newer version.
 */
export function migrate(value: unknown, steps: readonly Migration[] = migrations): SessionContent {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new MigrationError('invalid', 'This is not a session content: it is not a JSON object.');
  }
  let content = value as Json;
  const version = content.schemaVersion ?? 0;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) {
    throw new MigrationError(
      'invalid',
      'This is not a session content: schemaVersion is not a whole number.',
    );
  }
  if (version > steps.length) {
    throw new MigrationError(
      'newer',
      `This was written by a newer version of the application (content version ${version}, this one reads up to ${steps.length}). Reload the page to get the newer version.`,
    );
  }
  for (const step of steps.slice(version)) content = step(content);
  return content as unknown as SessionContent;
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : {};
}
