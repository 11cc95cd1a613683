import { ContainerClient, type StoragePipelineOptions } from '@azure/storage-blob';

/** The blob container of all assets; created by Bicep, locally by the stack. */
export const ASSETS_CONTAINER = 'assets';

export interface AssetSettings {
  /** A connection string (local). */
  readonly AzureWebJobsStorage?: string | undefined;
  /** Otherwise the URL of the service, with managed identity (Azure). */
  readonly ASSETS_ENDPOINT?: string | undefined;
  readonly AZURE_CLIENT_ID?: string | undefined;
}

/** At most two tries of 12 s, so that the response is sent well before the site in front times out. */
const pipelineOptions: StoragePipelineOptions = {
  retryOptions: {
    maxTries: 2,
    tryTimeoutInMs: 12_000,
    retryDelayInMs: 200,
    maxRetryDelayInMs: 2_000,
  },
};

/** Rejects if the storage does not answer or the container does not exist. */
export async function checkAssets(settings: AssetSettings): Promise<void> {
  await (await openContainer(settings)).getProperties();
}

const clients = new Map<string, Promise<ContainerClient>>();

/** The container's client, one per process and address, created on first use. */
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
