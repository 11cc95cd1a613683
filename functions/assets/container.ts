import { ContainerClient, type StoragePipelineOptions } from '@azure/storage-blob';

/** The blob container of all assets; Bicep makes it, and locally the stack does. */
export const ASSETS_CONTAINER = 'assets';

export interface AssetSettings {
  /** A connection string, where there is one (local). */
  readonly AzureWebJobsStorage?: string | undefined;
  /** Else the service's address, spoken to by managed identity (Azure). */
  readonly ASSETS_ENDPOINT?: string | undefined;
  readonly AZURE_CLIENT_ID?: string | undefined;
}

/** Two tries of 12 s at most, so that an answer leaves well before the site in front gives up. */
const pipelineOptions: StoragePipelineOptions = {
  retryOptions: {
    maxTries: 2,
    tryTimeoutInMs: 12_000,
    retryDelayInMs: 200,
    maxRetryDelayInMs: 2_000,
  },
};

/** Rejects when the storage does not answer or the container does not exist. */
export async function checkAssets(settings: AssetSettings): Promise<void> {
  await (await openContainer(settings)).getProperties();
}

const clients = new Map<string, Promise<ContainerClient>>();

/** The client of the container, one per process and address, made when it is first asked for. */
export function openContainer(settings: AssetSettings): Promise<ContainerClient> {
  const address = settings.AzureWebJobsStorage ?? settings.ASSETS_ENDPOINT;
  if (!address) throw new Error('Neither AzureWebJobsStorage nor ASSETS_ENDPOINT is set.');
  let client = clients.get(address);
  if (!client) {
    client = connect(settings, address);
    clients.set(address, client);
  }
  return client;
}

async function connect(settings: AssetSettings, address: string): Promise<ContainerClient> {
  if (settings.AzureWebJobsStorage) {
    return new ContainerClient(address, ASSETS_CONTAINER, pipelineOptions);
  }
  const { ManagedIdentityCredential } = await import('@azure/identity');
  const credential = settings.AZURE_CLIENT_ID
    ? new ManagedIdentityCredential({ clientId: settings.AZURE_CLIENT_ID })
    : new ManagedIdentityCredential();
  const url = `${address.replace(/\/$/, '')}/${ASSETS_CONTAINER}`;
  return new ContainerClient(url, credential, pipelineOptions);
}
