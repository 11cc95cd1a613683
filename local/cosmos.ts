/**
 * Azure Cosmos DB, emulated by `@vercel/cosmosdb-server`: the real REST protocol, so that the real
 * `@azure/cosmos` client runs against it. With a data folder every write also goes to a journal, so
 * documents keep their `_etag` and `_ts` over a restart, a crash and a kill.
 *
 * Emulated: point reads and writes, queries, preconditions, conditional patch, composite indexes.
 * Not emulated: request units (every request charges 1), throttling, the 2 MB limit of an item, keys
 * (any is taken), 304 for a conditional read, and the partition key of a query (write it into WHERE).
 */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type Account from '@vercel/cosmosdb-server/lib/account/index.js';
import { claim } from './cosmos/claim.ts';
import { type Journal, openJournal } from './cosmos/journal.ts';
import { closeServer, listen } from './http.ts';
import { ROOT } from './root.ts';

const require = createRequire(import.meta.url);
const { createHttpServer } = require('@vercel/cosmosdb-server') as {
  createHttpServer(options: { keepAlive: boolean }): Server;
};
const accounts = require('@vercel/cosmosdb-server/lib/account/index.js') as {
  default: typeof Account;
};

/** The key every Cosmos DB emulator has; it is public and opens nothing else. */
export const EMULATOR_KEY =
  'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==';

/** Database and containers, exactly as the deployment makes them. */
const definition = JSON.parse(readFileSync(join(ROOT, 'infra/cosmos-containers.json'), 'utf8')) as {
  database: string;
  containers: { id: string; indexingPolicy: IndexingPolicy }[];
};

interface IndexingPolicy {
  readonly compositeIndexes: readonly { path: string; order: string }[][];
}

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
 * Throws when the port is taken or the journal is damaged.
 */
export async function startCosmos({
  port,
  dataDir,
}: {
  port: number;
  dataDir?: string | undefined;
}): Promise<Cosmos> {
  const server = createHttpServer({ keepAlive: true });
  const account = await listenAndCapture(server, port);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  nameEndpoint(account, url);

  account.databases.create({ id: definition.database });
  const database = account.database(definition.database);
  for (const container of definition.containers) {
    database.collections.create({ ...container, indexingPolicy: readableFromBothEnds(container) });
  }

  const containers = new Map(
    definition.containers.map(({ id }) => [id, database.collection(id).documents]),
  );
  const failed = Promise.withResolvers<Error>();
  const stop = (error: Error) => {
    server.close();
    server.closeAllConnections();
    failed.resolve(error);
  };
  let journal: Journal | undefined;
  try {
    if (dataDir) {
      const path = join(dataDir, 'cosmos.jsonl');
      Object.assign(account.read(), { id: await claim(path, url) });
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

/** The service reads a composite index in both directions; the emulator wants one for each. */
function readableFromBothEnds({ indexingPolicy }: { indexingPolicy: IndexingPolicy }) {
  const { compositeIndexes } = indexingPolicy;
  const reversed = compositeIndexes.map((index) =>
    index.map(({ path, order }) => ({
      path,
      order: order === 'ascending' ? 'descending' : 'ascending',
    })),
  );
  return { ...indexingPolicy, compositeIndexes: [...compositeIndexes, ...reversed] };
}

/** The server makes its account when it starts to listen and keeps it to itself; this takes note of it. */
async function listenAndCapture(server: Server, port: number): Promise<Account> {
  const Original = accounts.default;
  let captured: Account | undefined;
  server.prependListener('listening', () => {
    accounts.default = class extends Original {
      constructor(host: string, accountPort: number) {
        super(host, accountPort);
        captured = this;
      }
    };
  });
  server.on('listening', () => {
    accounts.default = Original;
  });
  await listen(server, port);
  if (!captured)
    throw new Error('@vercel/cosmosdb-server no longer makes its account on listening.');
  return captured;
}

/** The account names its endpoint with https, which this server does not speak. */
function nameEndpoint(account: Account, url: string) {
  const { writableLocations, readableLocations } = account.read() as unknown as Record<
    'writableLocations' | 'readableLocations',
    { databaseAccountEndpoint: string }[]
  >;
  for (const location of [...writableLocations, ...readableLocations]) {
    location.databaseAccountEndpoint = `${url}/`;
  }
}
