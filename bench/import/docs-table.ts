import { markdownTable } from '../docs-table.ts';
import type { ImportResult } from '../import.ts';

/** The result as the table of docs/performance.md. */
export function importTable(results: readonly ImportResult[]): string {
  const rows = results.map(({ fileBytes, vectors, readMs, importMs, papaParseMs, ratio }) => [
    `${Math.round(fileBytes / 1024 / 1024)} MB`,
    vectors.toLocaleString('en'),
    `${readMs} ms`,
    `${importMs} ms`,
    `${papaParseMs} ms`,
    `${ratio.toFixed(2)} times`,
  ]);
  return markdownTable(
    [
      'file',
      'vectors',
      'until its preview',
      'until its numbers are on the disk',
      'Papa Parse',
      'import to Papa Parse',
    ],
    rows,
  );
}
