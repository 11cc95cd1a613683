import { expect, test } from 'vitest';
import type { ImportedSource, SessionContent } from '../content/schema.ts';
import { contentFrom } from '../testing/contents.ts';
import { createMemoryAssets } from '../testing/memory-assets.ts';
import { packInside } from './columns/inside.ts';
import { loadEnsemble } from './load-ensemble.ts';

async function sourceOf(...names: readonly string[]): Promise<ImportedSource> {
  const values = await packInside([1, 2]);
  return {
    ...{ kind: 'imported', fileNames: ['a.csv'], importedAt: '2026-01-01T00:00:00Z' },
    ...{ realizationCount: 1, timeCount: 2, parameters: [] },
    realizations: await packInside([0]),
    times: await packInside([0, 60]),
    vectors: names.map((name) => ({ name, unit: '', values })),
  };
}

function shows(settings: Record<string, unknown>): SessionContent {
  const content = contentFrom('field-overview');
  const [dashboard] = content.dashboards;
  if (!dashboard) throw new Error('The template has no dashboard.');
  const layout = { x: 0, y: 0, w: 6, h: 8 };
  const modules = [{ id: 'm', type: 'time-series', settings, layout }];
  return { ...content, activeDashboardId: dashboard.id, dashboards: [{ ...dashboard, modules }] };
}

test('Vectors that the open dashboard names are read with the ensemble, others when they are shown', async () => {
  const source = await sourceOf('FOPR', 'FOPT', 'FWCT');
  const shownBy = shows({ vector: 'FOPR', more: ['FWCT'] });
  const { columns } = await loadEnsemble(source, { assets: createMemoryAssets(), shownBy });
  const begun = columns?.all.filter(({ isLoaded, isLoading }) => isLoaded || isLoading);
  expect(begun).toHaveLength(2);
  await Promise.all(begun?.map((column) => column.load()) ?? []);
  expect(columns?.show({ vectors: ['FOPR', 'FOPT', 'FWCT'] })).toHaveLength(1);
});

test('Vectors in assets are not read early, so that they do not delay what the first cards need', async () => {
  const inside = await sourceOf('FOPR');
  const values = { encoding: 'float32', digits: 0, length: 2, chunks: [] } as const;
  const source = { ...inside, vectors: [{ name: 'FOPR', unit: '', values }] };
  const shownBy = shows({ vector: 'FOPR' });
  const { columns } = await loadEnsemble(source, { assets: createMemoryAssets(), shownBy });
  expect(columns?.all.map(({ isLoaded, isLoading }) => isLoaded || isLoading)).toEqual([false]);
});
