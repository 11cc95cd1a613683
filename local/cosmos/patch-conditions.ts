/**
 * The emulator lower-cases the condition of a conditional patch, including its string literals, unless it is a whole
 * query. The real service does not, so conditions are turned into queries here.
 */
import { createRequire } from 'node:module';

interface Patch {
  readonly condition?: string;
}

const operations = createRequire(import.meta.url)(
  '@vercel/cosmosdb-server/lib/handler/_patch-operations.js',
) as { patchOperation: (collection: unknown, patch: Patch) => unknown };
const original = operations.patchOperation;

/** Fixes conditions in every emulator of this process. */
export function compareConditionsAsTheyAre(): void {
  operations.patchOperation = (collection, patch) => {
    const [, predicate] = /^\s*FROM c WHERE (.+)$/is.exec(patch.condition ?? '') ?? [];
    const condition = predicate && `SELECT * FROM c WHERE c.id = @id AND (${predicate})`;
    return original(collection, condition ? { ...patch, condition } : patch);
  };
}
