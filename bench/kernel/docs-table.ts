import { markdownTable } from '../docs-table.ts';
import type { KernelResult } from '../kernel.ts';

/** The result as the table of docs/performance.md. */
export function docsTable(result: KernelResult): string {
  const rows = Object.entries(result).map(([size, { ours, original, plain }]) => [
    size,
    `${ours.mainMs.toFixed(1)} ms`,
    `${ours.totalMs.toFixed(0)} ms`,
    `${original.mainMs.toFixed(1)} ms${original.stored ? '' : ', not stored'}`,
    `${plain.mainMs.toFixed(1)} ms${plain.stored ? '' : ', not stored'}`,
    `${(original.mainMs / ours.mainMs).toFixed(0)} times`,
  ]);
  return markdownTable(
    [
      'session',
      'ours, main thread',
      'ours, until it is on disk',
      'original, main thread',
      'plain, main thread',
      'original to ours',
    ],
    rows,
  );
}
