/**
 * Measures the responsiveness of the built page in Chromium without a graphics card: keystrokes and other actions in three
 * sessions, loading with a cold and a warm cache and with a slower processor, scrolling a list, and memory. Prints the
 * table, compares it with the last committed result of the same kind of machine, and writes `bench/results/page.json`.
 * `PAGE_AGAINST=folder` also measures the loads of another build in the same run, and ours of the same content;
 * `PAGE_AGAINST_SCHEMA=4` gives its content version, if different.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { ROOT } from '../local/root.ts';
import { startStack } from '../local/stack.ts';
import { launchChromium } from '../tests/support/chromium.ts';
import { newUser } from '../tests/support/users.ts';
import { build } from '../tools/build.ts';
import { CONTENT_SCHEMA_VERSION } from '../web/workbench/content/version.ts';
import { type Acts, actsOf } from './page/acts.ts';
import { type Heap, heapOf, listOf } from './page/lists.ts';
import { type Loads, loadsOf } from './page/loads.ts';
import { benchSessions } from './page/sessions.ts';
import { Visitor } from './page/visitor.ts';

export interface PageResult {
  readonly measuredAt: string;
  readonly machine: string;
  readonly acts: Readonly<Record<string, Acts>>;
  readonly loads: Readonly<Record<string, Loads>>;
  /** Milliseconds between frames while 1,000 sessions scroll. */
  readonly list: { readonly median: number; readonly of95: number };
  readonly heap: Heap;
}

async function benchPage(): Promise<PageResult> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-page-'));
  const browser = await launchChromium();
  try {
    await build({ outDir: join(folder, 'dist') });
    const against = process.env.PAGE_AGAINST;
    const loads: Record<string, Loads> = {};
    const schema = Number(process.env.PAGE_AGAINST_SCHEMA ?? CONTENT_SCHEMA_VERSION);
    if (against) {
      loads.against = await onStack(browser, against, folder, (visitor) =>
        loadsOf(visitor, schema),
      );
      show('loads of the other build', loads.against);
    }
    return await onStack(browser, join(folder, 'dist'), folder, async (visitor) => {
      if (against) {
        loads.nowOfThat = await loadsOf(visitor, schema);
        show('loads of the same content', loads.nowOfThat);
      }
      loads.now = await loadsOf(visitor);
      show('loads', loads.now);
      const acts: Record<string, Acts> = {};
      for (const [name, content] of Object.entries(await benchSessions())) {
        acts[name] = await actsOf(visitor, content);
        show(name, acts[name]);
      }
      const list = await listOf(visitor);
      show('frames of the list in ms', { list });
      const heap = await heapOf(visitor);
      show('heap in MB', { heap });
      const [processor] = cpus();
      const machine = `${processor?.model ?? 'unknown'}, ${cpus().length} cores`;
      return { measuredAt: new Date().toISOString(), machine, acts, loads, list, heap };
    });
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
}

/** Prints partial results, because the whole takes minutes. */
function show(what: string, rows: object): void {
  console.log(what);
  console.table(rows);
}

async function onStack<T>(
  browser: Browser,
  dist: string,
  folder: string,
  measure: (visitor: Visitor) => Promise<T>,
): Promise<T> {
  const dataDir = await mkdtemp(join(folder, 'data-'));
  const stack = await startStack({ dist, dataDir, quiet: true });
  try {
    return await measure(new Visitor(browser, stack.url, newUser('Bench')));
  } finally {
    await stack.close();
  }
}

/** The last committed result; null if there is none, or if it is from another kind of machine. */
function committed(machine: string): PageResult | null {
  try {
    const text = execFileSync('git', ['show', 'HEAD:bench/results/page.json'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const before: PageResult = JSON.parse(text.toString());
    return before.machine === machine ? before : null;
  } catch {
    return null;
  }
}

if (import.meta.main) {
  const result = await benchPage();
  const before = committed(result.machine);
  if (before) {
    const key = (one: PageResult) => one.acts.large?.keystroke?.script ?? Number.NaN;
    const cold = (one: PageResult) => one.loads.now?.['cold, 4x slower']?.charts ?? Number.NaN;
    console.log(
      `Against the committed result: keystroke ${(key(result) / key(before)).toFixed(2)} times, cold load ${(cold(result) / cold(before)).toFixed(2)} times.`,
    );
  } else console.log('There is no committed result of this kind of machine to compare with.');
  await mkdir(join(ROOT, 'bench/results'), { recursive: true });
  await writeFile(join(ROOT, 'bench/results/page.json'), `${JSON.stringify(result, null, 2)}\n`);
}
