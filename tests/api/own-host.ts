import { inject } from 'vitest';
import { REQUEST_SENT_MAX_BYTES } from '../../contract/limits.ts';
import { startFunctionsHost } from '../../local/functions-host.ts';
import { type FaultProxy, startFaultProxy } from '../faults/fault-proxy.ts';

export interface OwnHost {
  readonly url: string;
  readonly pid: number;
  /** The proxy between this host and the stack's Cosmos emulator. */
  readonly cosmos: FaultProxy;
  /** Every line that the host has printed so far. */
  readonly lines: string[];
  /** Kills the host, like a crash. */
  kill(): void;
  close(): Promise<void>;
}

/** A host with a second proxy, in front of its file storage. */
export interface OwnHostWithBlobs extends OwnHost {
  readonly blobs: FaultProxy;
}

/**
 * A separate functions host on the stack's data, with a proxy in front of Cosmos DB. It leaves the queue to the
 * stack's host unless `settings` say otherwise. An empty setting counts as absent.
 */
export async function startOwnHost(
  settings: Readonly<Record<string, string>> = {},
): Promise<OwnHost> {
  const stack = inject('stack');
  const cosmos = await startFaultProxy(stack.cosmos.url);
  const lines: string[] = [];
  const host = await startFunctionsHost({
    port: 0,
    dist: `${stack.dist}/api`,
    settings: {
      COSMOS_ENDPOINT: cosmos.url,
      COSMOS_KEY: stack.cosmos.key,
      COSMOS_DATABASE: 'persistence',
      AzureWebJobsStorage: stack.storage,
      PRINCIPAL_SOURCE: 'static-web-apps',
      FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: String(REQUEST_SENT_MAX_BYTES),
      'AzureWebJobs.snapshot-deleted.Disabled': 'true',
      ...settings,
    },
    onLine: (line) => lines.push(line),
  });
  return {
    url: host.url,
    pid: host.pid,
    cosmos,
    lines,
    kill: host.kill,
    close: async () => {
      await host.close();
      await cosmos.close();
    },
  };
}

/** Like `startOwnHost`, with a proxy in front of the file storage too. */
export async function startOwnHostWithBlobs(): Promise<OwnHostWithBlobs> {
  const { proxy, settings } = await startStorageProxy();
  const host = await startOwnHost(settings);
  return {
    ...host,
    blobs: proxy,
    close: async () => {
      await host.close();
      await proxy.close();
    },
  };
}

/** A proxy in front of the stack's file storage, and the settings to use it. */
export async function startStorageProxy() {
  const { storage } = inject('stack');
  const endpoint = /BlobEndpoint=([^;]+);/.exec(storage)?.[1] ?? '';
  const { origin, pathname } = new URL(endpoint);
  const proxy = await startFaultProxy(origin);
  const AzureWebJobsStorage = storage.replace(endpoint, `${proxy.url}${pathname}`);
  return { proxy, settings: { AzureWebJobsStorage } };
}
