import { QueueClient, type StoragePipelineOptions } from '@azure/storage-queue';
import { SNAPSHOT_DELETED_QUEUE } from './snapshot-deleted.ts';

export interface QueueSettings {
  /** A connection string (local). */
  readonly AzureWebJobsStorage?: string | undefined;
  /** Otherwise the URL of the service, with managed identity (Azure). */
  readonly AzureWebJobsStorage__queueServiceUri?: string | undefined;
  readonly AZURE_CLIENT_ID?: string | undefined;
}

/** At most three tries of 5 s, so that the response is sent well before the site in front times out. */
const pipelineOptions: StoragePipelineOptions = {
  retryOptions: {
    maxTries: 3,
    tryTimeoutInMs: 5_000,
    retryDelayInMs: 200,
    maxRetryDelayInMs: 2_000,
  },
};

const clients = new Map<string, Promise<QueueClient>>();

/** The client of a queue, one per process and queue, created on first use. */
export function openQueue(name: string, settings: QueueSettings): Promise<QueueClient> {
  const address = settings.AzureWebJobsStorage ?? settings.AzureWebJobsStorage__queueServiceUri;
  if (!address) throw new Error('Neither AzureWebJobsStorage nor its queueServiceUri is set.');
  let client = clients.get(`${address} ${name}`);
  if (!client) {
    client = connect(name, settings, address);
    clients.set(`${address} ${name}`, client);
  }
  return client;
}

async function connect(name: string, settings: QueueSettings, address: string) {
  if (settings.AzureWebJobsStorage) return new QueueClient(address, name, pipelineOptions);
  const { ManagedIdentityCredential } = await import('@azure/identity');
  const credential = settings.AZURE_CLIENT_ID
    ? new ManagedIdentityCredential({ clientId: settings.AZURE_CLIENT_ID })
    : new ManagedIdentityCredential();
  return new QueueClient(`${address.replace(/\/$/, '')}/${name}`, credential, pipelineOptions);
}

/** Rejects if the queue does not answer or does not exist. */
export async function checkQueue(settings: QueueSettings): Promise<void> {
  await (await openQueue(SNAPSHOT_DELETED_QUEUE, settings)).getProperties();
}
