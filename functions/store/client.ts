import { CosmosClient, type CosmosClientOptions, type Database } from '@azure/cosmos';

export interface DatabaseSettings {
  /** For example `https://<account>.documents.azure.com`. */
  readonly COSMOS_ENDPOINT: string;
  /** For the emulator only; without it the managed identity is used. */
  readonly COSMOS_KEY?: string | undefined;
  readonly COSMOS_DATABASE: string;
  /** Which user-assigned identity. */
  readonly AZURE_CLIENT_ID?: string | undefined;
  /** How requests are sent; over the network if not given. */
  readonly httpClient?: CosmosClientOptions['httpClient'];
}

/** Longest wait for one answer of the database, in ms. */
const REQUEST_TIMEOUT_MS = 10_000;

const clients = new Map<string, CosmosClient>();

/** The database, over one client per process that is made when it is first asked for. */
export function openDatabase(settings: DatabaseSettings): Database {
  let client = clients.get(settings.COSMOS_ENDPOINT);
  if (!client) {
    client = new CosmosClient({
      endpoint: settings.COSMOS_ENDPOINT,
      ...credentials(settings),
      ...(settings.httpClient && { httpClient: settings.httpClient }),
      connectionPolicy: {
        requestTimeout: REQUEST_TIMEOUT_MS,
        // retry.ts does the retries: the SDK's own can take minutes (a refused connection is tried
        // 120 times, once a second), and our accounts have one region, so there is nothing to discover.
        retryOptions: { maxRetryAttemptCount: 0 },
        enableEndpointDiscovery: false,
      },
    });
    clients.set(settings.COSMOS_ENDPOINT, client);
  }
  return client.database(settings.COSMOS_DATABASE);
}

function credentials(settings: DatabaseSettings): Partial<CosmosClientOptions> {
  if (settings.COSMOS_KEY) return { key: settings.COSMOS_KEY };
  const identity = loadIdentity(settings.AZURE_CLIENT_ID);
  return {
    aadCredentials: {
      getToken: async (scopes, options) => (await identity()).getToken(scopes, options),
    },
  };
}

/** Loads the identity library at the first token, so that a start with a key does not pay for it. */
function loadIdentity(clientId: string | undefined) {
  const load = async () => {
    const { ManagedIdentityCredential } = await import('@azure/identity');
    return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential();
  };
  let loaded: ReturnType<typeof load> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
