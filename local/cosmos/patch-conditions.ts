/**
 * The emulator puts the condition of a conditional patch into lower case, texts and all, unless it is a
 * whole query. The service compares it as it is, so here it is made one.
 */
import { createRequire } from 'node:module';

interface Patch {
  readonly condition?: string;
}

const operations = createRequire(import.meta.url)(
  '@vercel/cosmosdb-server/lib/handler/_patch-operations.js',
) as { patchOperation: (collection: unknown, patch: Patch) => unknown };
const original = operations.patchOperation;

/** From now on conditions are compared as they are, in every emulator of this process. */
export function compareConditionsAsTheyAre(): void {
  operations.patchOperation = (collection, patch) => {
    const [, predicate] = /^\s*FROM c WHERE (.+)$/is.exec(patch.condition ?? '') ?? [];
    const condition = predicate && `SELECT * FROM c WHERE c.id = @id AND (${predicate})`;
    return original(collection, condition ? { ...patch, condition } : patch);
  };
}
