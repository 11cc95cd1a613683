/**
 * Azure Storage, emulated by Azurite in its own process: queues and blobs for the functions, tables for the Functions
 * Core Tools, which require them.
 * Azurite writes to disk with a delay of a few seconds, so a kill can lose the newest messages; a normal stop loses none.
 * Not emulated: managed identity (a connection string with Azurite's public key is used instead).
 */
import { createRequire } from 'node:module';
import { ContainerClient } from '@azure/storage-blob';
import { ASSETS_CONTAINER } from '../functions/assets/container.ts';
import { type Part, startPart } from './part.ts';

const WITHOUT_TELEMETRY = new URL('azurite-without-telemetry.ts', import.meta.url).href;
const ACCOUNT = 'devstoreaccount1';
const PUBLIC_KEY =
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export interface Azurite extends Part {
  readonly connectionString: string;
}

/**
 * Starts Azurite on three given ports, waits until all answer, and creates the asset container, as Bicep
 * does in Azure. Its files are stored in `dataDir`.
 */
export async function startAzurite({
  blobPort,
  queuePort,
  tablePort,
  dataDir,
  onLine,
}: {
  blobPort: number;
  queuePort: number;
  tablePort: number;
  dataDir: string;
  onLine?: (line: string) => void;
}): Promise<Azurite> {
  const script = createRequire(import.meta.url).resolve('azurite/dist/src/azurite.js');
  const ports = { blob: blobPort, queue: queuePort, table: tablePort };
  const part = await startPart({
    name: 'Azurite',
    command: [
      ...['--import', WITHOUT_TELEMETRY, script],
      ...Object.entries(ports).flatMap(([name, port]) => [`--${name}Port`, String(port)]),
      ...['--location', dataDir, '--silent', '--skipApiVersionCheck', '--disableTelemetry'],
    ],
    ports: [blobPort, queuePort, tablePort],
    onLine,
  });
  const endpoint = (port: number) => `http://127.0.0.1:${port}/${ACCOUNT};`;
  const connectionString =
    `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${PUBLIC_KEY};` +
    `BlobEndpoint=${endpoint(blobPort)}QueueEndpoint=${endpoint(queuePort)}` +
    `TableEndpoint=${endpoint(tablePort)}`;
  try {
    await new ContainerClient(connectionString, ASSETS_CONTAINER).createIfNotExists();
  } catch (error) {
    await part.close();
    throw error;
  }
  return { ...part, connectionString };
}
