import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { docsTable, readDocsTable } from '../bench/kernel/docs-table.ts';
import { ROOT } from '../local/root.ts';

test('docs/performance.md shows the numbers of bench/results/kernel.json', async () => {
  const result = await readFile(join(ROOT, 'bench/results/kernel.json'), 'utf8');
  expect(await readDocsTable()).toBe(docsTable(JSON.parse(result)));
});
