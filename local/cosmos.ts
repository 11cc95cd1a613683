/**
 * Azure Cosmos DB, emulated by `@vercel/cosmosdb-server`: the real REST protocol, so that the real
 * `@azure/cosmos` client runs against it. With a data folder every write also goes to a journal, so
 * documents keep their `_etag` and `_ts` over a restart, a crash and a kill.
 *
 * Emulated: point reads and writes, queries, preconditions, conditional patch, composite indexes.
 * Not emulated: request units (every request charges 1), throttling, the 2 MB limit of an item, keys
 * (any is taken), 304 for a conditional read, and the partition key of a query (write it into WHERE).
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { claim, refuseIfClaimed } from './cosmos/claim.ts';
import { createContainers } from './cosmos/containers.ts';
import { type Journal, openJournal } from './cosmos/journal.ts';
import { startEmptyServer } from './cosmos/server.ts';
import { closeServer } from './http.ts';

/** The key every Cosmos DB emulator has; it is public and opens nothing else. */
export const EMULATOR_KEY =
  'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==';

export interface Cosmos {
  readonly url: string;
  readonly key: string;
  /** Fulfilled when the journal can no longer be written, and the emulator has stopped for it. */
  readonly failed: Promise<Error>;
  close(): Promise<void>;
}

/**
 * Starts the emulator on 127.0.0.1 with the containers of `infra/cosmos-containers.json`.
 * @param port 0 takes a free one.
 * @param dataDir keeps `cosmos.jsonl`; without it the documents live in memory only.
 * Throws when the port is taken, the journal is damaged or another emulator writes it.
 */
export async function startCosmos({
  port,
  dataDir,
}: {
  port: number;
  dataDir?: string | undefined;
}): Promise<Cosmos> {
  const path = dataDir && join(dataDir, 'cosmos.jsonl');
  if (path) await refuseIfClaimed(path);

  const id = randomUUID();
  const { server, account, url } = await startEmptyServer(port, id);
  // No waiting from here to the filled containers: nobody may ever read from empty ones.
  const failed = Promise.withResolvers<Error>();
  const stop = (error: Error) => {
    server.close();
    server.closeAllConnections();
    failed.resolve(error);
  };
  let journal: Journal | undefined;
  try {
    const containers = createContainers(account);
    if (path) {
      claim(path, { url, id });
      journal = openJournal(path, containers, stop);
    }
  } catch (error) {
    await closeServer(server);
    throw error;
  }
  return {
    url,
    key: EMULATOR_KEY,
    failed: failed.promise,
    close: async () => {
      await closeServer(server);
      journal?.close();
    },
  };
}
