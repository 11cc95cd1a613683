import { lazy } from '../app/lazy.tsx';
import { whileUnfinished } from '../charts/draw-queue.ts';
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

const byType = new Map(
  catalogue.map((module) => [
    module.type,
    { module, View: lazy(() => whileUnfinished(module.load())) },
  ]),
);

/** A module and its view; undefined for a type that this build does not know. */
export function moduleOfType(type: string) {
  return byType.get(type);
}
