import type { ComponentType } from 'preact';
import type { SharedContent } from '../../workbench/content/schema.ts';
import type { ModuleDefinition } from '../../workbench/modules/module-definition.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import type { IconName } from '../components/icon.tsx';

/** What the dashboard hands to a module's view. */
export interface ModuleProps<Settings extends object> {
  /** Id of this module on its dashboard. */
  readonly id: string;
  readonly settings: Settings;
  /** Changes some settings: an edit like any other, with undo; in a snapshot for this visit only. */
  change(settings: Partial<Settings>): void;
  readonly readOnly: boolean;
  /** Filters, annotations, colours and percentiles that this card shows now. */
  readonly shared: SharedContent;
  /** For the ensembles' data and for edits. */
  readonly workbench: Workbench;
}

/** All that a module is: what the workbench must know of it, an icon, and a view in Preact. */
export interface Module<Settings extends object>
  extends ModuleDefinition<Settings, ComponentType<ModuleProps<Settings>>> {
  readonly icon: IconName;
  /** Whether date markers and thresholds can be shown in it. */
  readonly showsAnnotations?: true;
}
