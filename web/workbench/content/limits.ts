/** What a session content may hold. Generous for a person, small enough that every screen stays quick. */

/** Objects and lists inside each other; the journal's canonical JSON has the same cap. */
export const CONTENT_MAX_DEPTH = 64;

export const NAME_MAX_LENGTH = 120;
export const DASHBOARDS_MAX = 50;
export const MODULES_PER_DASHBOARD_MAX = 100;
export const ENSEMBLES_MAX = 20;
export const ANNOTATIONS_MAX = 200;
export const PERCENTILES_MAX = 9;
export const FILTER_RANGES_MAX = 1000;
export const VALUE_FILTERS_MAX = 20;

/** Highest realization number: some tools use their random seeds. */
export const REALIZATION_MAX = 2_147_483_647;
export const REALIZATIONS_MAX = 10_000;
export const TIMES_MAX = 50_000;
export const VECTORS_MAX = 20_000;
export const PARAMETERS_MAX = 1000;
export const CATEGORIES_MAX = 1000;
/** Names of files kept with an ensemble. */
export const FILE_NAMES_MAX = 20;

/** Numbers of all imported ensembles together. Only what is shown is in memory, 8 bytes each. */
export const VALUES_MAX = 200_000_000;
/** Numbers of one column that stands inside the content. */
export const INSIDE_VALUES_MAX = 20_000_000;
/** Numbers of one chunk of a column in assets, the last one has fewer: part of the format. */
export const CHUNK_VALUES = 262_144;
/** Chunks of one column. */
export const CHUNKS_MAX = Math.ceil(VALUES_MAX / CHUNK_VALUES);

/** Longest page of encoded chunks in an asset, inflated: a whole chunk of 64-bit numbers behind shorter ones. */
export const PAGE_MAX_BYTES = 64 * 1024 + CHUNK_VALUES * 8;

/** Characters of one text inside a module's settings, a note's for instance. */
export const TEXT_MAX_LENGTH = 100_000;

/** Columns of a dashboard's grid. */
export const GRID_COLUMNS = 12;
/** Rows of a dashboard's grid. */
export const GRID_ROWS_MAX = 1000;
