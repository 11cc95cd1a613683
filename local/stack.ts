/**
 * The whole product on one machine, without an account and without Docker:
 *
 *   browser -> site (static files, sign-in, roles) -> functions host -> Cosmos DB emulator
 *                                                                    -> Azurite (queue, blobs)
 *
 * Each part's file says at the top what it emulates and what it does not.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startAzurite } from './azurite.ts';
import { startCosmos } from './cosmos.ts';
import { freePort } from './free-port.ts';
import { type FunctionsHost, startFunctionsHost } from './functions-host.ts';
import { keepRunning } from './keep-running.ts';
import { openLog } from './logs.ts';
import { ROOT } from './root.ts';
import { appSettings } from './settings.ts';
import type { LiveReload } from './site/live-reload.ts';
import { startSite } from './site.ts';

export type PartName = 'web' | 'functions' | 'cosmos' | 'blob' | 'queue' | 'table';
export type Ports = Readonly<Record<PartName, number>>;

export interface StackOptions {
  /** Free ports by default. */
  readonly ports?: Ports;
  /** Folder for documents, messages and logs; by default a temporary one, removed at the end. */
  readonly dataDir?: string;
  /** Output folder of `npm run build`. */
  readonly dist?: string;
  /** Whether to hide what the functions log. */
  readonly quiet?: boolean;
  /** Called with a message when a part has died and is restarted. */
  readonly say?: (line: string) => void;
  /** Reloads open pages after a build; see `npm run dev`. */
  readonly liveReload?: LiveReload;
  /** Adds to, or overrides, the app settings of `local.settings.sample.json`. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Stack {
  readonly url: string;
  readonly functionsUrl: string;
  readonly cosmos: { readonly url: string; readonly key: string };
  /** Connection string of the storage account. */
  readonly storage: string;
  /** Folder with a `<part>.log` for every part. */
  readonly logDir: string;
  /** Resolves with an error for the user when a part has ended for good (see `keepRunning`). */
  readonly failed: Promise<Error>;
  /** The present host; `kill` it to simulate a crash. It is restarted. */
  functionsHost(): FunctionsHost;
  /** Restarts the functions host on the same port, after a build. */
  restartFunctions(): Promise<void>;
  close(): Promise<void>;
}

/** Starts all parts and waits until they answer. If one fails, stops the others and rejects. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const ports = options.ports ?? (await freePorts());
  const dist = resolve(ROOT, options.dist ?? 'dist');
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'holdfast-')));
  await mkdir(dataDir, { recursive: true });
  const logDir = join(dataDir, 'logs');
  const log = (part: string, print = false) => openLog(logDir, part, print);

  const say = options.say ?? console.error;
  const failed = Promise.withResolvers<Error>();
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closePart of closing.splice(0).reverse()) await closePart();
    if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const { blob: blobPort, queue: queuePort, table: tablePort } = ports;
    const cosmos = await startCosmos({ port: ports.cosmos, dataDir });
    closing.push(cosmos.close);
    const logAzurite = log('azurite');
    const azurite = await keepRunning(
      () =>
        startAzurite({
          ...{ blobPort, queuePort, tablePort },
          dataDir: join(dataDir, 'azurite'),
          onLine: logAzurite,
        }),
      say,
    );
    closing.push(azurite.close);

    const storage = azurite.current().connectionString;
    const settings = { ...appSettings(cosmos, storage), ...options.settings };
    const logFunctions = log('functions', !options.quiet);
    const functions = await keepRunning(
      () =>
        startFunctionsHost({
          port: ports.functions,
          dist: join(dist, 'api'),
          settings,
          onLine: logFunctions,
        }),
      say,
    );
    closing.push(functions.close);
    const functionsUrl = functions.current().url;
    const site = await startSite({
      port: ports.web,
      dist: join(dist, 'web'),
      functionsUrl,
      liveReload: options.liveReload,
      onLine: log('site'),
      say,
    });
    closing.push(site.close);

    for (const part of [cosmos, azurite, functions, site]) part.failed.then(failed.resolve);

    return {
      url: site.url,
      functionsUrl,
      cosmos,
      storage,
      logDir,
      failed: failed.promise,
      functionsHost: functions.current,
      restartFunctions: functions.restart,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function freePorts(): Promise<Ports> {
  const names: PartName[] = ['web', 'functions', 'cosmos', 'blob', 'queue', 'table'];
  const ports = new Set<number>();
  while (ports.size < names.length) ports.add(await freePort());
  const numbers = [...ports];
  return Object.fromEntries(names.map((name, index) => [name, numbers[index]])) as Ports;
}
