/**
 * The whole product on one machine, without an account and without Docker:
 *
 *   browser -> site (static files, sign-in, roles) -> functions host -> Cosmos DB emulator
 *                                                                    -> Azurite (queue)
 *
 * What each part emulates and what it does not stands at the top of its file.
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
  /** Free ports where none are given. */
  readonly ports?: Ports;
  /** Keeps documents, messages and logs; a temporary folder, removed at the end, if not given. */
  readonly dataDir?: string;
  /** What `npm run build` made. */
  readonly dist?: string;
  /** Prints nothing of what the functions log. */
  readonly quiet?: boolean;
  /** Told when a part died and is started again. */
  readonly say?: (line: string) => void;
  /** Lets open pages follow a new build; see `npm run dev`. */
  readonly liveReload?: LiveReload;
  /** App settings beside, or instead of, those of `local.settings.sample.json`. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Stack {
  readonly url: string;
  readonly functionsUrl: string;
  readonly cosmos: { readonly url: string; readonly key: string };
  /** Connection string of the storage account. */
  readonly storage: string;
  /** Where every part writes its own `<part>.log`. */
  readonly logDir: string;
  /** Fulfilled when a part is gone for good (see `keepRunning`), with what to tell a person. */
  readonly failed: Promise<Error>;
  /** The host that runs now; `kill` it to see what a crash does. It comes back. */
  functionsHost(): FunctionsHost;
  /** Starts the functions host anew on the same port, after a build. */
  restartFunctions(): Promise<void>;
  close(): Promise<void>;
}

/** Starts all parts and waits until every one answers. When one does not, stops the others and rejects. */
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
