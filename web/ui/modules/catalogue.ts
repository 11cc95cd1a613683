import { lazy } from '../app/lazy.tsx';
import type { Module } from './module.ts';
import * as registry from './registry.ts';

/** A module whose settings' type only the module itself knows. */
// biome-ignore lint/suspicious/noExplicitAny: the catalogue holds modules of every settings' type
export type AnyModule = Module<any>;

/** All modules of this build, by the names of their exports. */
export const catalogue: readonly AnyModule[] = Object.values(registry);

const byType = new Map(
  catalogue.map((module) => [module.type, { module, View: lazy(module.load) }]),
);

/** A module and the component that shows it; undefined for a type that this build does not know. */
export function moduleOfType(type: string) {
  return byType.get(type);
}
