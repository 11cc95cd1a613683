/** Largest file that is read, in bytes. */
export const IMPORT_FILE_MAX_BYTES = 200 * 1024 * 1024;
/** Longest line, in characters. */
export const IMPORT_LINE_MAX_LENGTH = 1_000_000;
/** Reading stops after this many malformed lines. */
export const IMPORT_PROBLEMS_MAX = 50;
/** Lines shown in the preview. */
export const IMPORT_PREVIEW_ROWS = 10;
