/** Maximum number of values of one file in memory during an import, 8 bytes each. */
export const IMPORT_VALUES_MAX = 60_000_000;
/** How much of a text file is examined to detect its format: this many characters or lines, whichever is more. */
export const TEXT_HEAD_LENGTH = 256 * 1024;
export const TEXT_HEAD_LINES = 20;
/** A longer quoted field or line counts as unclosed. */
export const UNCLOSED_QUOTE_LENGTH = 8 * 1024 * 1024;
/** Rows shown in the preview of each kind of file. */
export const IMPORT_PREVIEW_ROWS = 10;
/** Columns shown in the preview, the first ones. */
export const IMPORT_PREVIEW_COLUMNS = 60;
