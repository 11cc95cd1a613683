import type { DatabaseContext } from './context.ts';
import { CosmosContainer } from './cosmos-container.ts';
import { SessionDocument } from './session-document.ts';

/** Does a point read. Throws Unavailable if the database does not answer, or the error it refuses with. */
export async function checkDatabase(context: DatabaseContext): Promise<void> {
  await new CosmosContainer('sessions', SessionDocument, context).exists('health', 'health');
}
