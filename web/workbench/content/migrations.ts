import type { SessionContent } from './schema.ts';

type Json = Readonly<Record<string, unknown>>;

/** Turns a content of one version into the next one's shape. */
export type Migration = (content: Json) => Json;

/** A value that no migration can make a content of. `newer`: written by a newer build than this one. */
export class MigrationError extends Error {
  readonly reason: 'invalid' | 'newer';

  constructor(reason: 'invalid' | 'newer', message: string) {
    super(message);
    this.name = 'MigrationError';
    this.reason = reason;
  }
}

/**
 * The step from each version to the next, by the version it starts from.
 * Version 0 is a content without a version: the specification's six fields, of which a script that writes contents may
 * leave out all but the dashboards and the ensembles.
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
  // Version 2 adds what a version 1 does not have: 64-bit columns and observations.
  (content) => ({ ...content, schemaVersion: 2 }),
  // The theme belongs to the person and the device, so version 3 has none.
  (content) => {
    const { theme: _, ...settings } = object(content.settings);
    return { ...content, settings, schemaVersion: 3 };
  },
  // Version 4 adds what may be absent: what percentiles count, dashboards whose charts are not linked or read on one day, and the filter by value.
  (content) => ({ ...content, schemaVersion: 4 }),
  // Version 5 may have columns in assets. Those inside the content move out when it is next saved.
  (content) => ({ ...content, schemaVersion: 5 }),
];

/**
 * Brings parsed JSON of any version up to the current shape, without validating it. A current one comes back as the
 * same object. Throws MigrationError if it is no content at all or of a newer version.
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
