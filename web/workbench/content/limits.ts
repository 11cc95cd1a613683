/** Limits of a session's content: generous for people, small enough to keep every screen fast. */

/** Nesting of objects and lists; the journal's canonical JSON has the same limit. */
export const CONTENT_MAX_DEPTH = 64;

export const NAME_MAX_LENGTH = 120;
export const DASHBOARDS_MAX = 50;
export const MODULES_PER_DASHBOARD_MAX = 100;
export const ENSEMBLES_MAX = 20;
export const ANNOTATIONS_MAX = 200;
export const PERCENTILES_MAX = 9;
export const FILTER_RANGES_MAX = 1000;
export const VALUE_FILTERS_MAX = 20;

/** Highest realization number. It is large because some tools use random seeds as numbers. */
export const REALIZATION_MAX = 2_147_483_647;
export const REALIZATIONS_MAX = 10_000;
export const TIMES_MAX = 50_000;
export const VECTORS_MAX = 20_000;
export const PARAMETERS_MAX = 1000;
export const CATEGORIES_MAX = 1000;
/** File names stored with an ensemble. */
export const FILE_NAMES_MAX = 20;

/** Numbers in all imported ensembles together. Only those that are shown are in memory, 8 bytes each. */
export const VALUES_MAX = 200_000_000;
/** Numbers in one column inside the content. */
export const INSIDE_VALUES_MAX = 20_000_000;
/** Numbers per chunk of a column in assets; the last chunk may have fewer. Part of the format. */
export const CHUNK_VALUES = 262_144;
/** Chunks per column. */
export const CHUNKS_MAX = Math.ceil(VALUES_MAX / CHUNK_VALUES);

/** Largest inflated page of an asset: shorter chunks, then a full chunk of 64-bit numbers. */
export const PAGE_MAX_BYTES = 64 * 1024 + CHUNK_VALUES * 8;

/** Characters per text in a module's settings, such as a note. */
export const TEXT_MAX_LENGTH = 100_000;

/** Columns of a dashboard's grid. */
export const GRID_COLUMNS = 12;
/** Rows of a dashboard's grid. */
export const GRID_ROWS_MAX = 1000;
