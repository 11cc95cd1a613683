import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assetsTable } from '../bench/assets/docs-table.ts';
import { readDocsTable } from '../bench/docs-table.ts';
import { importTable } from '../bench/import/docs-table.ts';
import { docsTable } from '../bench/kernel/docs-table.ts';
import { ROOT } from '../local/root.ts';

test.each([
  ['kernel', docsTable],
  ['assets', assetsTable],
  ['import', importTable],
])('docs/performance.md shows the numbers of bench/results/%s.json', async (name, table) => {
  const result = await readFile(join(ROOT, `bench/results/${name}.json`), 'utf8');
  expect(await readDocsTable(name)).toBe(table(JSON.parse(result)));
});
