/**
 * `npm run bench -- load` measures the function code: one functions host, the Cosmos emulator and Azurite, a limited number
 * of requests on 127.0.0.1. Writes `bench/results/load.json`; docs/scale.md explains it.
 *
 * The important figure is `cpuMsPerRequest`: CPU time of the host process, which hardly depends on other load or on the
 * emulator's speed. `health` uses no database, so it is the base cost of a request.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../local/root.ts';
import { type Stack, startStack } from '../local/stack.ts';
import { newUser, principalHeader } from '../tests/support/users.ts';
import { build } from '../tools/build.ts';
import { cpuMs, peakMemoryMB } from './load/process-figures.ts';
import { type Figures, runScenario } from './load/run-scenario.ts';
import { type Send, scenarios } from './load/scenarios.ts';

const CONCURRENCY = [1, 16] as const;

export interface LoadRow extends Figures {
  readonly scenario: string;
  readonly concurrency: number;
  readonly cpuMsPerRequest: number;
}

export interface LoadResult {
  readonly measuredAt: string;
  readonly machine: { readonly processor: string; readonly cores: number; readonly node: string };
  readonly hostPeakMemoryMB: number;
  readonly rows: readonly LoadRow[];
}

/** Builds, starts its own stack, measures, and stops it. Takes about a minute. */
export async function benchLoad(): Promise<LoadResult> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-load-'));
  let stack: Stack | undefined;
  try {
    await build({ outDir: folder });
    stack = await startStack({ dist: folder, quiet: true });
    return await measure(stack.functionsUrl, stack.functionsHost().pid);
  } finally {
    await stack?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(functionsUrl: string, pid: number): Promise<LoadResult> {
  const rows: LoadRow[] = [];
  for (const scenario of scenarios) {
    for (const concurrency of CONCURRENCY) {
      let before = 0;
      const figures = await runScenario(sender(functionsUrl), scenario, concurrency, async () => {
        before = await cpuMs(pid);
      });
      const used = (await cpuMs(pid)) - before;
      const cpuMsPerRequest = Math.round((used / figures.requests) * 100) / 100;
      rows.push({ scenario: scenario.name, concurrency, cpuMsPerRequest, ...figures });
    }
  }
  return {
    measuredAt: new Date().toISOString(),
    machine: {
      processor: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      node: process.version,
    },
    hostPeakMemoryMB: await peakMemoryMB(pid),
    rows,
  };
}

/** Sends directly to the functions, as a new user. */
function sender(functionsUrl: string): Send {
  const user = principalHeader(newUser());
  return ({ method = 'GET', path, headers, body }) =>
    fetch(new URL(`/api/${path}`, functionsUrl), {
      method,
      headers: { ...user, ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
}

if (import.meta.main) {
  const result = await benchLoad();
  console.table(result.rows);
  await mkdir(join(ROOT, 'bench/results'), { recursive: true });
  await writeFile(join(ROOT, 'bench/results/load.json'), `${JSON.stringify(result, null, 2)}\n`);
}
