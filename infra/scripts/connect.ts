import { CosmosClient, type Database } from '@azure/cosmos';
import { DefaultAzureCredential } from '@azure/identity';
import { QueueServiceClient } from '@azure/storage-queue';

type Environment = Readonly<Record<string, string | undefined>>;

/** The database in COSMOS_ENDPOINT and COSMOS_DATABASE, as the user of `az login`. COSMOS_KEY is for the emulator. */
export function connectDatabase(environment: Environment): { database: Database; close(): void } {
  const endpoint = required(environment, 'COSMOS_ENDPOINT');
  const key = environment.COSMOS_KEY;
  const client = new CosmosClient(
    key ? { endpoint, key } : { endpoint, aadCredentials: new DefaultAzureCredential() },
  );
  return {
    database: client.database(required(environment, 'COSMOS_DATABASE')),
    close: () => client.dispose(),
  };
}

/** The queues at QUEUE_ENDPOINT, as the user of `az login`, or those of the connection string in AzureWebJobsStorage. */
export function connectQueues(environment: Environment): QueueServiceClient {
  const connectionString = environment.AzureWebJobsStorage;
  return connectionString
    ? QueueServiceClient.fromConnectionString(connectionString)
    : new QueueServiceClient(required(environment, 'QUEUE_ENDPOINT'), new DefaultAzureCredential());
}

function required(environment: Environment, name: string): string {
  const value = environment[name];
  if (!value) throw new Error(`${name} is not set. \`azd env get-values\` shows it.`);
  return value;
}
