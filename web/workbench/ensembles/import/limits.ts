/** Values of one file that are held while it is imported, 8 bytes each. */
export const IMPORT_VALUES_MAX = 60_000_000;
/** Characters of a text file in which its format is looked for, and lines, whichever is more. */
export const TEXT_HEAD_LENGTH = 256 * 1024;
export const TEXT_HEAD_LINES = 20;
/** A quoted field or a line longer than this has lost its end. */
export const UNCLOSED_QUOTE_LENGTH = 8 * 1024 * 1024;
/** Rows shown of each kind of file. */
export const IMPORT_PREVIEW_ROWS = 10;
/** Columns shown of them, the first ones. */
export const IMPORT_PREVIEW_COLUMNS = 60;
