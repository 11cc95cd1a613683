import { lazy } from '../app/lazy.tsx';
import { sightFinished, whileUnfinished } from '../charts/draw-queue.ts';
import { correlation } from './correlation/index.ts';
import { crossPlot } from './cross-plot/index.ts';
import { distribution } from './distribution/index.ts';
import type { Module } from './module.ts';
import { note } from './note/index.ts';
import { table } from './table/index.ts';
import { timeSeries } from './time-series/index.ts';

/** A module with any type of settings. */
// biome-ignore lint/suspicious/noExplicitAny: the catalogue has modules with different types of settings
export type AnyModule = Module<any>;

/** All modules of this build. Each view is loaded when it is first shown. */
export const catalogue: readonly AnyModule[] = [
  correlation,
  crossPlot,
  distribution,
  note,
  table,
  timeSeries,
];

/** A view that comes after the charts in sight waits for them so long. */
const AFTER_CHARTS_MS = 500;

const byType = new Map(
  catalogue.map((module) => [module.type, { module, View: lazy(() => loadView(module)) }]),
);

async function loadView(module: AnyModule) {
  if (!module.afterCharts) return whileUnfinished(module.load());
  await sightFinished(AFTER_CHARTS_MS);
  return module.load();
}

/** A module and its view; undefined for a type that this build does not know. */
export function moduleOfType(type: string) {
  return byType.get(type);
}
