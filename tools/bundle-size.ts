/**
 * `node tools/bundle-size.ts` prints the gzipped sizes of the site and their limits; fails if a limit is exceeded.
 * Reads the output of `npm run build` in `dist`, or in the folder given by `--out`.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { ROOT } from './build/root.ts';
import type { WebMeta } from './build/web-meta.ts';

const KB = 1024;

interface Row {
  readonly what: string;
  readonly gzipBytes: number;
  readonly limitBytes?: number;
}

/** What another application imports (docs/kernel.md), and its Worker. */
const PERSISTENCE = `
export { createPersistenceService } from './web/kernel/index.ts';
export { createBrowserPorts } from './web/adapters/index.ts';
export { serveJournal } from './web/adapters/journal/index.ts';
`;

/** The aim was 15 KB; docs/performance.md says what exceeds it. The limit keeps it from growing. */
const PERSISTENCE_LIMIT_KB = 27.75;

/**
 * Size of everything that keeps work in a browser, bundled together: kernel, adapters and the journal's Worker. Without
 * zod, the schemas (`contract/`) and the workbench.
 */
async function persistenceBytes(): Promise<number> {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: ROOT,
    stdin: { contents: PERSISTENCE, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    plugins: [leaveOut(/^zod|\/(contract|workbench)\//)],
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
}

function leaveOut(filter: RegExp): esbuild.Plugin {
  const external = ({ path }: { path: string }) => ({ path, external: true });
  return { name: 'leave-out', setup: ({ onResolve }) => onResolve({ filter }, external) };
}

function rowsOf({ initial, onDemand, sizes }: WebMeta): Row[] {
  const size = (path: string) => sizes[path]?.gzipBytes ?? 0;
  const scripts = initial.filter((path) => path.endsWith('.js'));
  const initialBytes = scripts.reduce((sum, path) => sum + size(path), 0);
  const others = Object.keys(sizes).filter((path) => !scripts.includes(path));
  return [
    { what: 'Initial JavaScript', gzipBytes: initialBytes, limitBytes: 58 * KB },
    ...others
      .map((path) => ({
        what: `${path.replace('assets/', '')}${onDemand.includes(path) ? ' (on demand)' : ''}`,
        gzipBytes: size(path),
      }))
      .sort((a, b) => b.gzipBytes - a.gzipBytes),
  ];
}

function print(rows: readonly Row[]) {
  const kb = (bytes: number) => `${(bytes / KB).toFixed(1)} KB`.padStart(9);
  for (const { what, gzipBytes, limitBytes } of rows) {
    const limit = limitBytes ? `  of ${kb(limitBytes)}` : '';
    const verdict = limitBytes && gzipBytes > limitBytes ? '  TOO LARGE' : '';
    console.log(`${what.padEnd(48)}${kb(gzipBytes)}${limit}${verdict}`);
  }
}

const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist' } } });
const meta: WebMeta = JSON.parse(await readFile(join(values.out, 'web-meta.json'), 'utf8'));
const rows: Row[] = [
  {
    what: 'Kernel, adapters and journal Worker',
    gzipBytes: await persistenceBytes(),
    limitBytes: PERSISTENCE_LIMIT_KB * KB,
  },
  ...rowsOf(meta),
];
print(rows);
if (rows.some(({ gzipBytes, limitBytes }) => limitBytes && gzipBytes > limitBytes)) {
  process.exitCode = 1;
}
