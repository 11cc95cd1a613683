import type { DatabaseContext } from './context.ts';
import { CosmosContainer } from './cosmos-container.ts';
import { SessionDocument } from './session-document.ts';

/** Throws Unavailable, or what the database refuses, when a point read is not answered. */
export async function checkDatabase(context: DatabaseContext): Promise<void> {
  await new CosmosContainer('sessions', SessionDocument, context).exists('health', 'health');
}
