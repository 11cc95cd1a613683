/** Every limit of the wire and of the documents, in one place. Both sides read them from here. */

/** Longest session or snapshot content, in bytes of UTF-8. */
export const CONTENT_MAX_BYTES = 8 * 1024 * 1024;

/**
 * Longest request body as it is sent, gzipped or not, in bytes. The functions host enforces it: with
 * `@azure/functions` it keeps three copies of what arrives before our code sees it.
 */
export const REQUEST_SENT_MAX_BYTES = 11 * 1024 * 1024;

/** Longest request body after decompression, in bytes. */
export const REQUEST_BODY_MAX_BYTES = 20 * 1024 * 1024;

/** Longest of what a request body has beside its content, in bytes. */
export const REQUEST_FIELDS_MAX_BYTES = 1024 * 1024;

/** Largest document we send to Cosmos DB, in bytes of its JSON. The service itself stops at 2 MB. */
export const ITEM_MAX_BYTES = 1_900_000;

/** Share of ITEM_MAX_BYTES at which the screen starts to warn. */
export const ITEM_WARN_RATIO = 0.8;

/** Largest asset, in bytes. */
export const ASSET_MAX_BYTES = 4 * 1024 * 1024;

/** Most hashes in one find-missing-assets. */
export const ASSET_HASHES_MAX = 1_000;

/** Most assets that one content may name. */
export const ASSETS_PER_CONTENT_MAX = 2_000;

export const TITLE_MAX_LENGTH = 120;
export const DESCRIPTION_MAX_LENGTH = 1000;

export const PAGE_SIZE_MAX = 100;
export const PAGE_SIZE_DEFAULT = 10;

/** Ids are nanoid's alphabet; 8 as specified, up to 21 where a deployment raises `ID_LENGTH`. */
export const ID_MIN_LENGTH = 8;
export const ID_MAX_LENGTH = 21;

/** Answers longer than this are gzipped for clients that accept it, in bytes. */
export const GZIP_ANSWER_MIN_BYTES = 1024;
