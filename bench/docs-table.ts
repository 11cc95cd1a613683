import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../local/root.ts';

const PAGE = join(ROOT, 'docs/performance.md');

const tableOf = (name: string) =>
  new RegExp(`(?<=<!-- bench/results/${name}\\.json -->\\n)[\\s\\S]*?(?=<!-- end -->)`);

/** A table in Markdown; each row has a cell for each column. */
export function markdownTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(columns), `|${'---|'.repeat(columns.length)}`, ...rows.map(line)].join('\n');
}

/** Reads this bench's table in docs/performance.md. */
export async function readDocsTable(name: string): Promise<string> {
  return (
    tableOf(name)
      .exec(await readFile(PAGE, 'utf8'))?.[0]
      .trimEnd() ?? ''
  );
}

/** Writes this bench's table into docs/performance.md, so that page and result always match. */
export async function writeDocsTable(name: string, table: string): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  await writeFile(
    PAGE,
    page.replace(tableOf(name), () => `${table}\n`),
  );
}
