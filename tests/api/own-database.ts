import { Budget } from '../../functions/store/budget.ts';
import { openDatabase } from '../../functions/store/client.ts';
import type { StoreContext } from '../../functions/store/context.ts';
import { type Cosmos, startCosmos } from '../../local/cosmos.ts';

export interface OwnDatabase extends Cosmos {
  /** The context of a store for a user of this name. */
  contextFor(userId: string): StoreContext;
  /** Writes documents into a container, unchecked. */
  seed(container: string, documents: readonly object[]): Promise<void>;
}

const AT_ONCE = 50;

/** An empty Cosmos emulator in the test's own process, for testing stores without functions. */
export async function startOwnDatabase(): Promise<OwnDatabase> {
  const cosmos = await startCosmos({ port: 0 });
  const settings = {
    COSMOS_ENDPOINT: cosmos.url,
    COSMOS_KEY: cosmos.key,
    COSMOS_DATABASE: 'persistence',
    ID_LENGTH: 8,
    HISTORY_DAYS: 90,
    TRASH_DAYS: 30,
  };
  return {
    ...cosmos,
    contextFor: (id) => ({ settings, user: { id, name: id }, budget: new Budget() }),
    seed: async (name, documents) => {
      const { items } = openDatabase(settings).container(name);
      for (let start = 0; start < documents.length; start += AT_ONCE) {
        await Promise.all(
          documents.slice(start, start + AT_ONCE).map((each) => items.create(each)),
        );
      }
    },
  };
}
