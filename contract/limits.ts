/** All limits of requests and documents, shared by server and browser. */

/** Largest content of a session or snapshot, in bytes of UTF-8. */
export const CONTENT_MAX_BYTES = 8 * 1024 * 1024;

/**
 * Largest request body as sent, gzipped or not, in bytes. The functions host enforces it, because together with
 * `@azure/functions` it makes three copies of the body before our code sees it.
 */
export const REQUEST_SENT_MAX_BYTES = 11 * 1024 * 1024;

/** Largest request body after decompression, in bytes. */
export const REQUEST_BODY_MAX_BYTES = 20 * 1024 * 1024;

/** Largest size of a request body without its content, in bytes. */
export const REQUEST_FIELDS_MAX_BYTES = 1024 * 1024;

/** Most instructions in one content delta. */
export const DELTA_INSTRUCTIONS_MAX = 1_000;

/** Largest document sent to Cosmos DB, in bytes of JSON. Cosmos DB's own limit is 2 MB. */
export const ITEM_MAX_BYTES = 1_900_000;

/** Fraction of ITEM_MAX_BYTES from which the screen warns. */
export const ITEM_WARN_RATIO = 0.8;

/** Largest asset, in bytes. */
export const ASSET_MAX_BYTES = 4 * 1024 * 1024;

/** Most hashes in one find-missing-assets request. */
export const ASSET_HASHES_MAX = 1_000;

/** Most assets that one content may reference. */
export const ASSETS_PER_CONTENT_MAX = 2_000;

export const TITLE_MAX_LENGTH = 120;
export const DESCRIPTION_MAX_LENGTH = 1000;

export const PAGE_SIZE_MAX = 100;
export const PAGE_SIZE_DEFAULT = 10;

/** Ids use nanoid's alphabet. Their length is 8 by default; a deployment can raise `ID_LENGTH` to 21. */
export const ID_MIN_LENGTH = 8;
export const ID_MAX_LENGTH = 21;

/** Responses longer than this, in bytes, are gzipped if the client accepts that. */
export const GZIP_ANSWER_MIN_BYTES = 1024;
