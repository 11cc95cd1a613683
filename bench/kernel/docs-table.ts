import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../local/root.ts';
import type { KernelResult } from '../kernel.ts';

const PAGE = join(ROOT, 'docs/performance.md');
const TABLE = /(?<=<!-- bench\/results\/kernel\.json -->\n)[\s\S]*?(?=<!-- end -->)/;

/** The result as the table of docs/performance.md. */
export function docsTable(result: KernelResult): string {
  const rows = Object.entries(result).map(([size, { ours, original, plain }]) =>
    [
      size,
      `${ours.mainMs.toFixed(1)} ms`,
      `${ours.totalMs.toFixed(0)} ms`,
      `${original.mainMs.toFixed(1)} ms${original.stored ? '' : ', not stored'}`,
      `${plain.mainMs.toFixed(1)} ms${plain.stored ? '' : ', not stored'}`,
      `${(original.mainMs / ours.mainMs).toFixed(0)} times`,
    ].join(' | '),
  );
  return [
    '| session | ours, main thread | ours, until it is on disk | original, main thread | plain, main thread | original to ours |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

export async function readDocsTable(): Promise<string> {
  return TABLE.exec(await readFile(PAGE, 'utf8'))?.[0].trimEnd() ?? '';
}

/** Puts the table into docs/performance.md, so that page and result never differ. */
export async function writeDocsTable(result: KernelResult): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  await writeFile(
    PAGE,
    page.replace(TABLE, () => `${docsTable(result)}\n`),
  );
}
