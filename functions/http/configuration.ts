import * as z from 'zod/mini';
import {
  ASSET_MAX_BYTES,
  ID_MAX_LENGTH,
  ID_MIN_LENGTH,
  REQUEST_BODY_MAX_BYTES,
} from '../../contract/limits.ts';

/** Ten years, far below the largest `ttl` of the database. */
const DAYS_MAX = 3_650;

/** A smaller limit would refuse every asset of the maximum size for ever. */
const ASSET_MIB = ASSET_MAX_BYTES / (1024 * 1024);

const url = z.url('Expected a URL.');
const days = (least: number) =>
  z.coerce.number().check(z.int(), z.minimum(least), z.maximum(DAYS_MAX));
const nonEmpty = z.string().check(z.minLength(1, 'Must not be empty.'));

/** Every app setting that the functions read. */
export const Settings = z.object({
  COSMOS_ENDPOINT: url,
  /** For the emulator only; absent means managed identity. */
  COSMOS_KEY: z.optional(nonEmpty),
  COSMOS_DATABASE: nonEmpty,
  /** Storage of queue and assets: locally one connection string ... */
  AzureWebJobsStorage: z.optional(nonEmpty),
  /** ... in Azure two URLs with managed identity, since assets have their own storage account. */
  AzureWebJobsStorage__queueServiceUri: z.optional(url),
  ASSETS_ENDPOINT: z.optional(url),
  /** Client id of the user-assigned identity for database and storage. */
  AZURE_CLIENT_ID: z.optional(nonEmpty),
  /** Which front end's principal header is trusted; if absent, none. */
  PRINCIPAL_SOURCE: z.optional(z.enum(['static-web-apps', 'app-service'])),
  /** Length of new ids. */
  ID_LENGTH: z._default(
    z.coerce.number().check(z.int(), z.minimum(ID_MIN_LENGTH), z.maximum(ID_MAX_LENGTH)),
    ID_MIN_LENGTH,
  ),
  /**
   * Bytes of request bodies that one instance handles at once; further requests wait. A gzipped body needs about its
   * decompressed size in memory; a raw one three times its size, mostly for copies made before it is counted.
   */
  BODY_ROOM_BYTES: z._default(
    z.coerce.number().check(z.int(), z.minimum(REQUEST_BODY_MAX_BYTES)),
    24 * 1024 * 1024,
  ),
  /** How many days a replaced version of a session is kept; 0 disables the history. */
  HISTORY_DAYS: z._default(days(0), 90),
  /** How many days a deleted document can be restored. */
  TRASH_DAYS: z._default(days(1), 30),
  /**
   * Requests that one instance accepts from one user, both per minute and in one burst; 0 means no limit. A person
   * with many open tabs sends a few dozen per minute.
   */
  REQUESTS_PER_MINUTE: z._default(z.coerce.number().check(z.int(), z.minimum(0)), 6_000),
  /** MiB of assets that one instance accepts from one user, both per hour and in one burst; 0 means no limit. */
  UPLOAD_MIB_PER_HOUR: z._default(
    z.coerce.number().check(
      z.int(),
      z.refine((mib) => mib === 0 || mib >= ASSET_MIB, `Expected 0, or at least ${ASSET_MIB}.`),
    ),
    10_240,
  ),
  /** Most sessions and most snapshots that one user may have; 0 means no limit. */
  MAX_SESSIONS_PER_USER: z._default(z.coerce.number().check(z.int(), z.minimum(0)), 0),
  MAX_SNAPSHOTS_PER_USER: z._default(z.coerce.number().check(z.int(), z.minimum(0)), 0),
  /** Other origins whose pages may use the API, separated by commas. */
  ALLOWED_ORIGINS: z._default(
    z.pipe(
      z.string(),
      z.transform((text) => text.split(',').map((origin) => origin.trim())),
    ),
    [],
  ),
  /** Whether users see each other's e-mail addresses, if the sign-in uses them as names. */
  SHOW_EMAIL_ADDRESSES: z._default(
    z.pipe(
      z.enum(['true', 'false']),
      z.transform((text) => text === 'true'),
    ),
    false,
  ),
  /** If set, the log records which pseudonym wrote or shared which item; holders of the key can resolve it. */
  AUDIT_KEY: z.optional(z.string().check(z.minLength(32, 'Expected at least 32 characters.'))),
});
export type Settings = z.infer<typeof Settings>;

/** Lists all missing or invalid settings by name. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

let parsed: Settings | undefined;

/** The app settings, read on the first call. Throws ConfigurationError. */
export function settings(): Settings {
  parsed ??= parseSettings(process.env);
  return parsed;
}

/** An empty value counts as absent. Throws ConfigurationError. */
export function parseSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = Settings.safeParse(given);
  const mistakes = (result.error?.issues ?? []).map(({ path, message }) => {
    const name = String(path[0]);
    return `${name}: ${given[name] === undefined ? 'is not set' : message}`;
  });
  if (!given.AzureWebJobsStorage && !given.AzureWebJobsStorage__queueServiceUri) {
    mistakes.push('AzureWebJobsStorage or AzureWebJobsStorage__queueServiceUri: is not set');
  }
  if (!given.AzureWebJobsStorage && !given.ASSETS_ENDPOINT) {
    mistakes.push('AzureWebJobsStorage or ASSETS_ENDPOINT: is not set');
  }
  if (result.success && mistakes.length === 0) return result.data;
  throw new ConfigurationError(`Wrong app settings. ${mistakes.join('; ')}`);
}
