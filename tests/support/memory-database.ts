/**
 * The Cosmos DB emulator without a port: the SDK's requests are passed to it as function calls. So unit tests
 * run the stores with the real protocol, and can inspect each request or answer it themselves.
 */
import { ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import type { CosmosClientOptions } from '@azure/cosmos';
import type Account from '@vercel/cosmosdb-server/lib/account/index.js';
import { Budget } from '../../functions/store/budget.ts';
import { openDatabase } from '../../functions/store/client.ts';
import type { StoreContext } from '../../functions/store/context.ts';
import { createContainers } from '../../local/cosmos/containers.ts';
import { EMULATOR_KEY } from '../../local/cosmos.ts';

const require = createRequire(import.meta.url);
const { default: EmulatedAccount } = require('@vercel/cosmosdb-server/lib/account/index.js') as {
  default: typeof Account;
};
const { createHttpServer } = require('@vercel/cosmosdb-server');
const accounts = require('@vercel/cosmosdb-server/lib/account/index.js');

type HttpClient = NonNullable<CosmosClientOptions['httpClient']>;
type PipelineRequest = Parameters<HttpClient['sendRequest']>[0];

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Handles a request: `pass` lets the database do it. An exception acts like a broken connection. */
export type Strike = (request: SentRequest, pass: () => Promise<Answer>) => Promise<Answer>;

export interface MemoryDatabase {
  /** All requests of the stores for documents, in order. */
  readonly requests: SentRequest[];
  /** Called for every request for documents; undefined lets all pass. */
  strike: Strike | undefined;
  contextFor(user: string, settings?: Partial<StoreContext['settings']>): StoreContext;
  /** Writes documents into a container, unchecked. */
  seed(container: string, ...documents: object[]): Promise<void>;
  /** All documents of a container, unchanged. */
  // biome-ignore lint/suspicious/noExplicitAny: documents of every shape
  all(container: string): Promise<any[]>;
}

/** For a `Budget`: calls are sent again at once. */
export const withoutWaiting = () => Promise.resolve();

let databases = 0;

/** An empty database with the containers of the deployment. */
export function memoryDatabase(): MemoryDatabase {
  const handle = startEmulator();
  const requests: SentRequest[] = [];
  const database: Omit<MemoryDatabase, 'contextFor' | 'seed' | 'all'> = {
    requests,
    strike: undefined,
  };
  const sendRequest = async (request: PipelineRequest) => {
    const sent = toSent(request);
    const pass = () => handle(sent);
    const isAboutDocuments = sent.path.includes('/docs');
    if (isAboutDocuments) requests.push(sent);
    const strike = isAboutDocuments ? database.strike : undefined;
    const answer = strike ? strike(sent, pass) : pass();
    return toResponse(request, await Promise.race([answer, givenUp(request)]));
  };
  // The test's own requests are not struck.
  const sendDirectly = async (request: PipelineRequest) =>
    toResponse(request, await handle(toSent(request)));
  const host = `memory-${++databases}.test`;
  const settings = {
    COSMOS_ENDPOINT: `https://${host}`,
    COSMOS_KEY: EMULATOR_KEY,
    COSMOS_DATABASE: 'persistence',
    ID_LENGTH: 8,
    HISTORY_DAYS: 90,
    TRASH_DAYS: 30,
    httpClient: { sendRequest } as unknown as HttpClient,
  };
  const direct = {
    ...settings,
    COSMOS_ENDPOINT: `https://direct.${host}`,
    httpClient: { sendRequest: sendDirectly } as unknown as HttpClient,
  };
  const itemsOf = (name: string) => openDatabase(direct).container(name).items;
  return Object.assign(database, {
    contextFor: (id: string, more: object = {}): StoreContext => ({
      settings: { ...settings, ...more },
      user: { id, name: `Name of ${id}` },
      budget: new Budget(undefined, withoutWaiting),
    }),
    seed: async (name: string, ...documents: object[]) => {
      for (const document of documents) await itemsOf(name).upsert(document);
    },
    all: async (name: string) => {
      const { resources } = await itemsOf(name).query('SELECT * FROM c').fetchAll();
      return resources;
    },
  });
}

/** The emulator's request handler; it creates its account when its server "listens". */
function startEmulator(): (request: SentRequest) => Promise<Answer> {
  let account: Account | undefined;
  const server = createHttpServer({});
  server.address = () => ({ address: '127.0.0.1', port: 8081 });
  accounts.default = class extends EmulatedAccount {
    constructor(host: string, port: number) {
      super(host, port);
      account = this;
    }
  };
  server.emit('listening');
  accounts.default = EmulatedAccount;
  if (!account)
    throw new Error('@vercel/cosmosdb-server has changed the way it creates its account.');
  createContainers(account);

  return ({ method, path, headers, body }) =>
    new Promise((resolve) => {
      const text = body === undefined ? '' : JSON.stringify(body);
      const incoming = Object.assign(Readable.from(text === '' ? [] : [Buffer.from(text)]), {
        method,
        url: path,
        headers: { host: 'memory.test', ...headers },
      });
      const outgoing = new ServerResponse(incoming as never);
      outgoing.end = ((answered?: string) => {
        const { statusCode: status } = outgoing;
        const answer = { status, headers: outgoing.getHeaders() as Record<string, string> };
        resolve({ ...answer, body: answered ? JSON.parse(answered) : undefined });
        return outgoing;
      }) as never;
      server.emit('request', incoming, outgoing);
    });
}

/** Rejects when the caller's signal aborts the request, like a real connection. */
function givenUp({ abortSignal: signal }: PipelineRequest): Promise<never> {
  return new Promise((_, reject) => {
    const end = () =>
      reject(Object.assign(new Error('The call was aborted.'), { name: 'AbortError' }));
    if (signal?.aborted) end();
    signal?.addEventListener('abort', end);
  });
}

function toSent(request: PipelineRequest): SentRequest {
  const { pathname, search } = new URL(request.url);
  const headers = Object.fromEntries(
    Object.entries(request.headers.toJSON()).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const body = request.body ? JSON.parse(String(request.body)) : undefined;
  return { method: request.method, path: pathname + search, headers, body };
}

function toResponse(request: PipelineRequest, { status, headers = {}, body }: Answer) {
  const all = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    request,
    status,
    headers: { toJSON: () => Object.fromEntries(all), get: (name: string) => headers[name] },
    bodyAsText: typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body),
  };
}
