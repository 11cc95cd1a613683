/**
 * The settings in `host.json` that this host supports. As in the real host, app settings override them:
 * `AzureFunctionsJobHost__extensions__queues__maxPollingInterval=00:00:01`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface QueueOptions {
  readonly messageEncoding: 'base64' | 'none';
  readonly batchSize: number;
  readonly newBatchThreshold: number;
  readonly maxDequeueCount: number;
  /** How long a failed message stays invisible before the next try. */
  readonly visibilityTimeoutMs: number;
  readonly maxPollingIntervalMs: number;
}

export interface HostOptions {
  /** Prefix of every route, without slashes at either end; may be empty. */
  readonly routePrefix: string;
  readonly queues: QueueOptions;
}

type Settings = Readonly<Record<string, string | undefined>>;

/** Reads `host.json` in `folder`, using the real host's defaults. */
export function readHostOptions(folder: string, settings: Settings): HostOptions {
  const { extensions } = JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8'));
  const value = (extension: string, name: string, fallback: string) =>
    String(
      settings[`AzureFunctionsJobHost__extensions__${extension}__${name}`] ??
        extensions?.[extension]?.[name] ??
        fallback,
    );
  const batchSize = Number(value('queues', 'batchSize', '16'));
  return {
    routePrefix: value('http', 'routePrefix', 'api').replace(/^\/|\/$/g, ''),
    queues: {
      messageEncoding: value('queues', 'messageEncoding', 'base64') === 'none' ? 'none' : 'base64',
      batchSize,
      newBatchThreshold: Number(value('queues', 'newBatchThreshold', String(batchSize / 2))),
      maxDequeueCount: Number(value('queues', 'maxDequeueCount', '5')),
      visibilityTimeoutMs: parseTimeSpan(value('queues', 'visibilityTimeout', '00:00:00')),
      maxPollingIntervalMs: parseTimeSpan(value('queues', 'maxPollingInterval', '00:01:00')),
    },
  };
}

/** Parses `hh:mm:ss` with an optional fraction into ms. */
function parseTimeSpan(text: string): number {
  const [, hours, minutes, seconds] = /^(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (seconds === undefined) throw new Error(`host.json: "${text}" is not a time span hh:mm:ss.`);
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}
