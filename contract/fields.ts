import * as z from 'zod/mini';
import {
  ASSETS_PER_CONTENT_MAX,
  DELTA_INSTRUCTIONS_MAX,
  DESCRIPTION_MAX_LENGTH,
  ID_MAX_LENGTH,
  ID_MIN_LENGTH,
  TITLE_MAX_LENGTH,
} from './limits.ts';
import { hasControlCharacter, hasVisibleCharacter, plainTitle } from './titles.ts';

/** Part of the path `sessions/metadata/{id}`, so it cannot be an id. */
export const RESERVED_ID = 'metadata';

/** Id of a session or a snapshot, in nanoid's alphabet. */
export const id = z.string().check(
  z.regex(
    new RegExp(`^[A-Za-z0-9_-]{${ID_MIN_LENGTH},${ID_MAX_LENGTH}}$`),
    `An id has ${ID_MIN_LENGTH} to ${ID_MAX_LENGTH} characters of A-Z, a-z, 0-9, "_" and "-".`,
  ),
  z.refine((value) => value !== RESERVED_ID, `"${RESERVED_ID}" is never an id.`),
);

/** Formats a time like `toISOString`; undefined for an invalid one. 30 February becomes another day. */
export function isoOf(text: string): string | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** ISO 8601 in UTC with milliseconds, like `Date.prototype.toISOString`. `z.iso` would add 2 KB to the browser's bundle. */
export const timestamp = z
  .string()
  .check(z.refine((text) => isoOf(text) === text, 'Not a time like "2026-11-22T08:00:00.000Z".'))
  .register(z.globalRegistry, { format: 'date-time' });

/** Version number in a path, where it is a string. */
export const versionInPath = z.pipe(
  z.string().register(z.globalRegistry, { type: 'integer', minimum: 1 }),
  z.transform((value, ctx): number => {
    const version = Number(value);
    if (!/^\d+$/.test(value) || version < 1 || !Number.isSafeInteger(version)) {
      ctx.issues.push({
        code: 'custom',
        input: value,
        message: 'A version is a whole number from 1.',
      });
    }
    return version;
  }),
);

/** SHA-256 in lower-case hex. */
export const sha256 = z
  .string()
  .check(z.regex(/^[0-9a-f]{64}$/, 'A hash is a SHA-256 in 64 lower-case hexadecimal digits.'));

/** Hashes of the assets that the content references, which keeps them stored. */
export const assets = z
  .array(sha256)
  .check(
    z.maxLength(
      ASSETS_PER_CONTENT_MAX,
      `A content names at most ${ASSETS_PER_CONTENT_MAX} assets.`,
    ),
  );

const TITLE_TOO_LONG = `A title has at most ${TITLE_MAX_LENGTH} characters.`;
const TITLE_EMPTY = 'A title needs at least one visible character.';

/** Longest title that is parsed: decomposed accents may make it longer than its normalised form. */
const TITLE_MAX_SENT_LENGTH = 4 * TITLE_MAX_LENGTH;

/** Normalised by `plainTitle`. */
export const title = z.string().check(
  z.maxLength(TITLE_MAX_SENT_LENGTH, { error: TITLE_TOO_LONG, abort: true }),
  z.overwrite(plainTitle),
  z.minLength(1, { error: TITLE_EMPTY, abort: true }),
  z.maxLength(TITLE_MAX_LENGTH, TITLE_TOO_LONG),
  z.refine(hasVisibleCharacter, TITLE_EMPTY),
  z.refine(
    (text) => !hasControlCharacter(text),
    'A title has no line breaks, no control characters, and no invisible characters that reverse text.',
  ),
);

export const description = z
  .string()
  .check(
    z.maxLength(
      DESCRIPTION_MAX_LENGTH,
      `A description has at most ${DESCRIPTION_MAX_LENGTH} characters.`,
    ),
  );

/**
 * The content as the client serialised it; the server never parses it. Its limit, CONTENT_MAX_BYTES, is in
 * bytes of UTF-8 and exceeding it is a 413, so it is not part of this schema.
 */
export const content = z.string();

/**
 * The pieces of a new content, in order, as in RFC 3284: copy `length` bytes of the base (in UTF-8) from `start`, then
 * add `text`.
 */
export const instructions = z
  .array(
    z.strictObject({
      start: z.int().check(z.minimum(0)),
      length: z.int().check(z.minimum(0)),
      text: z.optional(z.string()),
    }),
  )
  .check(z.maxLength(DELTA_INSTRUCTIONS_MAX));

/** `Idempotency-Key`: our client sends 128 random bits in base64url, which are 22 characters. */
export const idempotencyKey = z
  .string()
  .check(
    z.regex(
      /^[A-Za-z0-9_-]{22,64}$/,
      'Idempotency-Key has 22 to 64 characters of A-Z, a-z, 0-9, "_" and "-".',
    ),
  );

/** One page of a list. `pageToken` is the `cursor` of the next page, null on the last one. */
export function pageOf<Item extends z.ZodMiniType>(item: Item) {
  return z.object({
    items: z.array(item),
    pageToken: z.nullable(z.string()),
    /** How many documents of this page could not be read and are left out. */
    leftOut: z.optional(z.int()),
    /** Length of the whole list; only on the first page, if requested. */
    total: z.optional(z.int()),
  });
}
