import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, request as send } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { closeServer, listen } from '../../local/http.ts';
import { ROOT } from '../../local/root.ts';
import { newAsset, putAsset } from '../support/assets.ts';
import { newUser } from '../support/users.ts';
import { apiClient, newDocument } from './api-client.ts';
import { type OwnHost, startOwnHost } from './own-host.ts';

const CLIENT_ID = '2c0f6a3e-8f2b-4d55-9d43-0c4a1f8f7f11';
const TOKEN = 'a-token-of-the-managed-identity';
const { cosmos } = inject('stack');

/** A self-signed certificate, because tokens are only sent over TLS. */
const file = (name: string) =>
  readFileSync(join(ROOT, 'node_modules/@vercel/cosmosdb-server', name));
const tls = { cert: file('cert.pem'), key: file('key.pem') };

/** Requests to the identity endpoint, and authorization headers sent to database, queue and assets. */
const asked: URLSearchParams[] = [];
const atDatabase: string[] = [];
const atQueue: string[] = [];
const atAssets: string[] = [];

/** The endpoint that App Service and Functions provide to apps with an identity. */
const identity = createHttpServer((request, response) => {
  asked.push(new URL(request.url ?? '', 'http://x').searchParams);
  response.setHeader('content-type', 'application/json');
  const expires_on = String(Math.floor(Date.now() / 1000) + 3600);
  response.end(JSON.stringify({ access_token: TOKEN, expires_on, token_type: 'Bearer' }));
});
const database = createHttpsServer(tls, (request, response) => {
  atDatabase.push(decodeURIComponent(request.headers.authorization ?? ''));
  const { method, headers, url } = request;
  const passed = send(new URL(url ?? '', cosmos.url), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  request.pipe(passed);
});
const queue = createHttpsServer(tls, (request: IncomingMessage, response) => {
  atQueue.push(request.headers.authorization ?? '');
  response.setHeader('x-ms-approximate-messages-count', '0');
  response.end();
});
const assets = createHttpsServer(tls, (request: IncomingMessage, response) => {
  const [path] = request.url?.split('?') ?? [];
  atAssets.push(`${request.headers.authorization} ${request.method} ${path}`);
  request.resume();
  response.writeHead(request.method === 'PUT' ? 201 : 200).end();
});
const servers = [identity, database, queue, assets];

let host: OwnHost;
beforeAll(async () => {
  for (const server of servers) await listen(server as Server, 0);
  const [identityPort, databasePort, queuePort, assetsPort] = servers.map(
    (server) => (server.address() as AddressInfo).port,
  );
  host = await startOwnHost({
    COSMOS_ENDPOINT: `https://127.0.0.1:${databasePort}`,
    COSMOS_KEY: '',
    AzureWebJobsStorage: '',
    AzureWebJobsStorage__queueServiceUri: `https://127.0.0.1:${queuePort}/account/`,
    ASSETS_ENDPOINT: `https://127.0.0.1:${assetsPort}/`,
    AZURE_CLIENT_ID: CLIENT_ID,
    IDENTITY_ENDPOINT: `http://127.0.0.1:${identityPort}/msi/token`,
    IDENTITY_HEADER: 'a-secret-of-the-platform',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  });
});
afterAll(async () => {
  await host.close();
  for (const server of servers) await closeServer(server as never);
});

describe('Without keys', () => {
  it('the functions use a token of the managed identity for the database', async () => {
    const api = apiClient(host.url, newUser());
    const { status, body: id } = await api('create-session', { body: newDocument() });
    expect(status).toBe(201);
    expect((await api('get-session', { params: { id } })).status).toBe(200);
    expect(atDatabase.length).toBeGreaterThanOrEqual(2);
    for (const authorization of atDatabase) expect(authorization).toContain(`sig=${TOKEN}`);
    expect(asked[0]?.get('client_id')).toBe(CLIENT_ID);
  });

  it('and for the queue', async () => {
    const api = apiClient(host.url, newUser());
    expect((await api('health', { query: { deep: '' } })).status).toBe(200);
    expect(atQueue).toEqual([`Bearer ${TOKEN}`]);
    expect(asked.map((query) => query.get('resource'))).toContain('https://storage.azure.com');
  });

  it('and for the assets, in their own account', async () => {
    const asset = newAsset();
    expect((await putAsset(apiClient(host.url, newUser()), asset)).status).toBe(201);
    expect(atAssets.at(-1)).toBe(`Bearer ${TOKEN} PUT /assets/${asset.hash}`);
  });
});
