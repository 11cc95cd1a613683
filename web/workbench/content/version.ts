/** Version of the content's shape. Raised by one with every change of it; `migrations.ts` has a step for each. */
export const CONTENT_SCHEMA_VERSION = 5;
