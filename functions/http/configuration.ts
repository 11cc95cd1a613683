import * as z from 'zod/mini';
import {
  ASSET_MAX_BYTES,
  ID_MAX_LENGTH,
  ID_MIN_LENGTH,
  REQUEST_BODY_MAX_BYTES,
} from '../../contract/limits.ts';

/** Ten years, far below what the database takes as `ttl`. */
const DAYS_MAX = 3_650;

/** Room for less than one asset would refuse every one of that size for ever. */
const ASSET_MIB = ASSET_MAX_BYTES / (1024 * 1024);

const url = z.url('Expected a URL.');
const days = (least: number) =>
  z.coerce.number().check(z.int(), z.minimum(least), z.maximum(DAYS_MAX));
const set = z.string().check(z.minLength(1, 'Must not be empty.'));

/** Every app setting that the functions read; one entry per name, parsed when first needed. */
export const Settings = z.object({
  COSMOS_ENDPOINT: url,
  /** For the emulator only; absent means managed identity. */
  COSMOS_KEY: z.optional(set),
  COSMOS_DATABASE: set,
  /** The storage of queue and assets, by connection string (local) ... */
  AzureWebJobsStorage: z.optional(set),
  /** ... or by identity (Azure), where assets have an account of their own. */
  AzureWebJobsStorage__queueServiceUri: z.optional(url),
  ASSETS_ENDPOINT: z.optional(url),
  /** Which user-assigned identity speaks to the database and the storage. */
  AZURE_CLIENT_ID: z.optional(set),
  /** Whose word on who is calling is believed; absent means nobody's. */
  PRINCIPAL_SOURCE: z.optional(z.enum(['static-web-apps', 'app-service'])),
  /** Length of new ids. */
  ID_LENGTH: z._default(
    z.coerce.number().check(z.int(), z.minimum(ID_MIN_LENGTH), z.maximum(ID_MAX_LENGTH)),
    ID_MIN_LENGTH,
  ),
  /**
   * How many bytes of request bodies one instance works on at once; what comes on top waits. A gzipped one takes
   * about its unpacked size in memory; a raw one three times as much, most of it copies made before it is counted.
   */
  BODY_ROOM_BYTES: z._default(
    z.coerce.number().check(z.int(), z.minimum(REQUEST_BODY_MAX_BYTES)),
    24 * 1024 * 1024,
  ),
  /** How long a replaced version of a session is kept, in days; 0 switches the history off. */
  HISTORY_DAYS: z._default(days(0), 90),
  /** How long what was deleted can be restored, in days. */
  TRASH_DAYS: z._default(days(1), 30),
  /**
   * Requests that one instance takes of one user, at once and per minute; 0 for any number. A person
   * with many tabs open sends some tens.
   */
  REQUESTS_PER_MINUTE: z._default(z.coerce.number().check(z.int(), z.minimum(0)), 6_000),
  /** MiB of assets that one instance takes of one user, at once and per hour; 0 for any number. */
  UPLOAD_MIB_PER_HOUR: z._default(
    z.coerce.number().check(
      z.int(),
      z.refine((mib) => mib === 0 || mib >= ASSET_MIB, `Expected 0, or at least ${ASSET_MIB}.`),
    ),
    10_240,
  ),
  /** Most sessions, and most snapshots, that one user may have; 0 for any number. */
  MAX_SESSIONS_PER_USER: z._default(z.coerce.number().check(z.int(), z.minimum(0)), 0),
  MAX_SNAPSHOTS_PER_USER: z._default(z.coerce.number().check(z.int(), z.minimum(0)), 0),
  /** Pages of these origins may use the API besides those of its own site; with commas between them. */
  ALLOWED_ORIGINS: z._default(
    z.pipe(
      z.string(),
      z.transform((text) => text.split(',').map((origin) => origin.trim())),
    ),
    [],
  ),
  /** Whether people see e-mail addresses of each other, where a sign-in gives them as names. */
  SHOW_EMAIL_ADDRESSES: z._default(
    z.pipe(
      z.enum(['true', 'false']),
      z.transform((text) => text === 'true'),
    ),
    false,
  ),
  /** Where set, the log says which pseudonym wrote or shared which item; whoever has the key can tell who. */
  AUDIT_KEY: z.optional(z.string().check(z.minLength(32, 'Expected at least 32 characters.'))),
});
export type Settings = z.infer<typeof Settings>;

/** Settings that are absent or wrong, all of them at once, each with its name. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

let parsed: Settings | undefined;

/** The app settings, read at the first call. Throws ConfigurationError. */
export function settings(): Settings {
  parsed ??= parseSettings(process.env);
  return parsed;
}

/** An empty value means absent. Throws ConfigurationError. */
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
