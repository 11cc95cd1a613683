import * as z from 'zod/mini';
import type { ModuleInstance, SessionContent } from '../content/schema.ts';

/**
 * What a module type declares, and all that it declares. `View` is the component that shows it: the workbench does
 * not know how it draws. `settings` has no transforms: what is stored is what the schema accepts.
 */
export interface ModuleDefinition<Settings extends object = object, View = unknown> {
  /** The folder's name; stored in the content. */
  readonly type: string;
  readonly name: string;
  readonly description: string;
  /** Size when added, in columns and rows of the grid. */
  readonly size: { readonly w: number; readonly h: number };
  readonly settings: z.ZodMiniType<Settings>;
  /** Settings of a new one on this content, so that it shows something at once. */
  readonly defaults: (content: SessionContent) => Settings;
  /** Loads the component when the module is first used. */
  readonly load: () => Promise<View>;
}

/** What became of stored settings: as they are, or the defaults and what was wrong with the stored ones. */
export interface ReadSettings<Settings> {
  readonly settings: Settings;
  readonly problem?: string;
}

/** A module's stored settings, checked: a component is never given settings that its schema refuses. */
export function readSettings<Settings extends object>(
  definition: Pick<ModuleDefinition<Settings>, 'settings' | 'defaults' | 'name'>,
  module: ModuleInstance,
  content: SessionContent,
): ReadSettings<Settings> {
  const parsed = z.safeParse(definition.settings, module.settings);
  if (parsed.success) return { settings: parsed.data };
  return {
    settings: definition.defaults(content),
    problem: `The stored settings of this ${definition.name.toLowerCase()} do not fit and are shown as defaults. They stay as they are until you change them.`,
  };
}
