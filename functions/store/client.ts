import { CosmosClient, type CosmosClientOptions, type Database } from '@azure/cosmos';

export interface DatabaseSettings {
  /** For example `https://<account>.documents.azure.com`. */
  readonly COSMOS_ENDPOINT: string;
  /** For the emulator only; without it the managed identity is used. */
  readonly COSMOS_KEY?: string | undefined;
  readonly COSMOS_DATABASE: string;
  /** Client id of the user-assigned identity. */
  readonly AZURE_CLIENT_ID?: string | undefined;
  /** HTTP client of the SDK; replaced in tests. */
  readonly httpClient?: CosmosClientOptions['httpClient'];
}

/** Timeout of one database request, in ms. */
const REQUEST_TIMEOUT_MS = 10_000;

const clients = new Map<string, CosmosClient>();

/** The database. All callers of one process share one client, created on first use. */
export function openDatabase(settings: DatabaseSettings): Database {
  let client = clients.get(settings.COSMOS_ENDPOINT);
  if (!client) {
    client = new CosmosClient({
      endpoint: settings.COSMOS_ENDPOINT,
      ...credentials(settings),
      ...(settings.httpClient && { httpClient: settings.httpClient }),
      connectionPolicy: {
        requestTimeout: REQUEST_TIMEOUT_MS,
        // retry.ts does the retries: the SDK's own can take minutes (it retries a refused connection
        // 120 times, once a second). Our accounts have one region, so there is nothing to discover.
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

/** Loads the identity library with the first token, so that starting with a key does not load it. */
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
