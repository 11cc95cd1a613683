/**
 * `npm run bench -- load`: what the function code costs by itself: one functions host, the Cosmos emulator and Azurite, a bounded
 * number of requests on 127.0.0.1. Writes `bench/results/load.json`; docs/scale.md explains it.
 *
 * The figure to read is `cpuMsPerRequest`: processor time of the host's process, which neither a busy
 * machine nor the emulator's speed changes. `health` touches no database, so it is what every request
 * costs before its own work begins; the others are compared with it.
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

/** Builds, starts a stack of its own, measures, stops it. Takes about a minute. */
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

/** Straight to the functions, as a user whom nothing else belongs to. */
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
