import type { AssetsResult } from '../assets.ts';
import { markdownTable } from '../docs-table.ts';
import type { Scheme } from './measurer.ts';

/** The result as the table of docs/performance.md; numbers in brackets are computed. */
export function assetsTable({ sessions }: AssetsResult): string {
  const rows = Object.entries(sessions).flatMap(([name, { ours, inside }]) => [
    row(`${name}, beside`, ours),
    row(`${name}, inside`, inside),
  ]);
  return markdownTable(
    [
      'session',
      'a word sends',
      'saved after, loopback',
      'saved after, 20 KB/s',
      'request units',
      'first chart, loopback',
      'first chart, 20 KB/s',
      'the page',
    ],
    rows,
  );
}

function row(name: string, scheme: Scheme): readonly string[] {
  const { wordBytes, wordMs, wordSlowMs, wordRequestUnits, chartMs, chartSlowMs, pageMB } = scheme;
  const slow = seconds(wordSlowMs, 'does not end');
  const isRefused = chartMs === null;
  return [
    name,
    wordBytes < 1e6 ? `${(wordBytes / 1e3).toFixed(1)} KB` : `${(wordBytes / 1e6).toFixed(1)} MB`,
    seconds(wordMs, 'refused'),
    scheme.isSlowComputed ? `(${slow})` : slow,
    wordRequestUnits === null ? 'refused' : String(wordRequestUnits),
    seconds(chartMs, 'refused'),
    seconds(chartSlowMs, isRefused ? 'refused' : 'does not open'),
    isRefused ? 'refused' : `${pageMB} MB`,
  ];
}

function seconds(ms: number | null, otherwise: string): string {
  return ms === null ? otherwise : `${(ms / 1000).toFixed(1)} s`;
}
