/**
 * Azure Cosmos DB, emulated by `@vercel/cosmosdb-server`, which speaks the real REST protocol, so that the
 * real `@azure/cosmos` client can be used. With a data folder every write also goes to a journal, so
 * documents keep their `_etag` and `_ts` across restarts, crashes and kills.
 *
 * Emulated: point reads and writes, queries, preconditions, conditional patch, composite indexes.
 * Not emulated: request units (every request charges 1), throttling, the item limit of 2 MB, keys (any key
 * is accepted), 304 for conditional reads, and the partition key of a query (put it into WHERE).
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { claim, refuseIfClaimed } from './cosmos/claim.ts';
import { createContainers } from './cosmos/containers.ts';
import { type Journal, openJournal } from './cosmos/journal.ts';
import { startEmptyServer } from './cosmos/server.ts';
import { closeServer } from './http.ts';

/** The public key of every Cosmos DB emulator; it gives access to nothing else. */
export const EMULATOR_KEY =
  'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==';

export interface Cosmos {
  readonly url: string;
  readonly key: string;
  /** Resolves when the journal can no longer be written; the emulator has stopped then. */
  readonly failed: Promise<Error>;
  close(): Promise<void>;
}

/**
 * Starts the emulator on 127.0.0.1 with the containers of `infra/cosmos-containers.json`.
 * @param port 0 picks a free one.
 * @param dataDir folder for `cosmos.jsonl`; without it documents are kept in memory only.
 * Throws if the port is taken, the journal is damaged, or another emulator is using it.
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
  // No await from here until the containers are filled: nobody may read from empty ones.
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
