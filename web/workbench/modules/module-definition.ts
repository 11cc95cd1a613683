import * as z from 'zod/mini';
import type { FirstNames } from '../content/module-title.ts';
import type { ModuleInstance, SessionContent } from '../content/schema.ts';

/**
 * Everything a module type declares. `View` is its component, about which the workbench knows nothing. `settings` must
 * not have transforms: settings are stored as the schema accepts them.
 */
export interface ModuleDefinition<Settings extends object = object, View = unknown> {
  /** The folder's name; stored in the content. */
  readonly type: string;
  readonly name: string;
  readonly description: string;
  /** Size when added, in columns and rows of the grid. */
  readonly size: { readonly w: number; readonly h: number };
  readonly settings: z.ZodMiniType<Settings>;
  /**
   * Settings of a new module in this content, so that it shows something at once. With `first` it names what it shows,
   * and so its title does.
   */
  readonly defaults: (content: SessionContent, first?: FirstNames) => Settings;
  /** Loads the component when the module is first used. */
  readonly load: () => Promise<View>;
}

/** Stored settings, or the defaults and what was wrong with the stored ones. */
export interface ReadSettings<Settings> {
  readonly settings: Settings;
  readonly problem?: string;
}

/** Validates a module's stored settings: a component never gets settings that its schema refuses. */
export function readSettings<Settings extends object>(
  definition: Pick<ModuleDefinition<Settings>, 'settings' | 'defaults' | 'name'>,
  module: ModuleInstance,
  content: SessionContent,
): ReadSettings<Settings> {
  const parsed = z.safeParse(definition.settings, module.settings);
  if (parsed.success) return { settings: parsed.data };
  return {
    settings: definition.defaults(content),
    problem: `The stored settings of this ${definition.name.toLowerCase()} are not valid, so it shows the defaults. The stored settings stay until you change them.`,
  };
}
