/** Version of the content's schema, raised by one with every change; `migrations.ts` has a step for each. */
export const CONTENT_SCHEMA_VERSION = 5;
