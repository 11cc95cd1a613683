/**
 * Measures sessions with data of real size: saving a one-word change, time to the first chart, memory of the page and
 * request units by the price table, each compared with a session whose data is inside its content; and an import of about
 * 250 MB. Drives the built page. Prints the tables and writes `bench/results/assets.json`. Takes ten minutes.
 * `node bench/assets.ts import` measures only the import again, `words` only the saves of a changed word; `quick` skips the slow line, the import and the largest
 * session, and writes nothing.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../local/root.ts';
import { startStack } from '../local/stack.ts';
import { build } from '../tools/build.ts';
import type { Shape } from './assets/contents.ts';
import { assetsTable } from './assets/docs-table.ts';
import { type ImportFigures, importFigures } from './assets/import-large.ts';
import { startLink } from './assets/link.ts';
import { Measurer, type Scheme } from './assets/measurer.ts';
import { writeDocsTable } from './docs-table.ts';

/** From 1 MB on: 1,000 realizations at 240 dates. The last one has many short columns, each described in the content. */
const SESSIONS: Readonly<Record<string, Shape>> = {
  '10 KB': { realizations: 10, dates: 60, vectors: 5 },
  '1 MB': { realizations: 1000, dates: 240, vectors: 2 },
  '10 MB': { realizations: 1000, dates: 240, vectors: 16 },
  '100 MB': { realizations: 1000, dates: 240, vectors: 160 },
  '9 MB, 963 vectors': { realizations: 100, dates: 31, vectors: 963 },
};
const RESULT = join(ROOT, 'bench/results/assets.json');
const LARGEST = '100 MB';
/** This project's aims. The first: bytes sent for a one-word change at any size of the data. */
const WORD_MAX_BYTES = 20_000;
const IMPORT_MAX_SECONDS = 90;
const IMPORT_MAX_MB = 600;

export interface AssetsResult {
  readonly measuredAt: string;
  /** When the saves of a changed word were measured, if that was later. */
  readonly wordsMeasuredAt?: string;
  readonly machine: string;
  readonly sessions: Readonly<Record<string, { readonly ours: Scheme; readonly inside: Scheme }>>;
  readonly import: ImportFigures;
}

async function benchAssets(only: string | undefined): Promise<AssetsResult | null> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-assets-'));
  try {
    const dist = join(folder, 'dist');
    await build({ outDir: dist });
    const stack = await startStack({ dist, dataDir: join(folder, 'data'), quiet: true });
    try {
      if (only === 'words') return await wordsAgain(stack.url);
      const sessions =
        only === 'import'
          ? (await last()).sessions
          : await benchSessions(stack.url, only === 'quick');
      if (only === 'quick') return null;
      const imported = await importFigures(stack.url, folder);
      console.table({ import: imported });
      const machine = `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores`;
      return { measuredAt: new Date().toISOString(), machine, sessions, import: imported };
    } finally {
      await stack.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function benchSessions(site: string, isQuick: boolean): Promise<AssetsResult['sessions']> {
  const link = await startLink(site);
  const sessions: Record<string, { ours: Scheme; inside: Scheme }> = {};
  for (const [name, shape] of Object.entries(SESSIONS)) {
    if (isQuick && name === LARGEST) continue;
    const measurer = new Measurer(link, isQuick);
    sessions[name] = { ours: await measurer.ours(shape), inside: await measurer.inside(shape) };
    console.log(name);
    console.table(sessions[name]);
  }
  await link.close();
  return sessions;
}

async function last(): Promise<AssetsResult> {
  return JSON.parse(await readFile(RESULT, 'utf8')) as AssetsResult;
}

/** The last result, with new figures for a changed word. */
async function wordsAgain(site: string): Promise<AssetsResult> {
  const link = await startLink(site);
  const { sessions, ...rest } = await last();
  const again: Record<string, { ours: Scheme; inside: Scheme }> = { ...sessions };
  for (const [name, shape] of Object.entries(SESSIONS)) {
    const before = sessions[name];
    const words = await new Measurer(link, false).words(shape);
    console.log(name, words);
    if (before) again[name] = { ...before, ours: { ...before.ours, ...words } };
  }
  await link.close();
  return { ...rest, sessions: again, wordsMeasuredAt: new Date().toISOString() };
}

/** The aims that were missed. */
function missed({ sessions, import: { seconds, afterMB } }: AssetsResult): string[] {
  const large = Object.entries(sessions).filter(([, { ours }]) => ours.wordBytes > WORD_MAX_BYTES);
  return [
    ...large.map(([name, { ours }]) => `A changed word of ${name} takes ${ours.wordBytes} bytes.`),
    ...(seconds > IMPORT_MAX_SECONDS ? [`The import takes ${seconds} s.`] : []),
    ...(afterMB > IMPORT_MAX_MB ? [`The import leaves the page at ${afterMB} MB.`] : []),
  ];
}

if (import.meta.main) {
  const result = await benchAssets(process.argv[2]);
  if (result) {
    await writeFile(RESULT, `${JSON.stringify(result, null, 2)}\n`);
    await writeDocsTable('assets', assetsTable(result));
    for (const line of missed(result)) console.error(line);
    if (missed(result).length > 0) process.exitCode = 1;
  }
}
