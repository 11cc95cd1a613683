import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type Account from '@vercel/cosmosdb-server/lib/account/index.js';
import { keepConnections, listen, refuseOddRequests } from '../http.ts';

const require = createRequire(import.meta.url);
const { createHttpServer } = require('@vercel/cosmosdb-server') as {
  createHttpServer(options: { keepAlive: boolean }): Server;
};
const accounts = require('@vercel/cosmosdb-server/lib/account/index.js') as {
  default: typeof Account;
};

type Description = Record<
  'writableLocations' | 'readableLocations',
  { databaseAccountEndpoint: string }[]
> & { id: string };

/**
 * Starts the emulator's server without a database.
 * @returns also its account, the object that holds all data. The server creates it when it starts to listen
 * and does not expose it, so this captures it at that moment.
 */
export async function startEmptyServer(
  port: number,
  id: string,
): Promise<{ server: Server; account: Account; url: string }> {
  const server = refuseOddRequests(keepConnections(createHttpServer({ keepAlive: true })));
  const Original = accounts.default;
  const created: Account[] = [];
  server.prependListener('listening', () => {
    accounts.default = class extends Original {
      constructor(host: string, accountPort: number) {
        super(host, accountPort);
        created.push(this);
      }
    };
  });
  server.on('listening', () => {
    accounts.default = Original;
  });
  await listen(server, port);
  const [account] = created;
  if (!account)
    throw new Error('@vercel/cosmosdb-server has changed the way it creates its account.');

  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const description = account.read() as unknown as Description;
  description.id = id;
  for (const location of [...description.writableLocations, ...description.readableLocations]) {
    location.databaseAccountEndpoint = `${url}/`; // not https, which it does not support
  }
  return { server, account, url };
}
