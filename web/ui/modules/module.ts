import type { ComponentType } from 'preact';
import type { SharedContent } from '../../workbench/content/schema.ts';
import type { ModuleDefinition } from '../../workbench/modules/module-definition.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import type { IconName } from '../components/icon.tsx';

/** Props of a module's view. */
export interface ModuleProps<Settings extends object> {
  /** Id of this module on its dashboard. */
  readonly id: string;
  readonly settings: Settings;
  /** Changes some settings: an edit with undo or, in a snapshot, only for this visit. */
  change(settings: Partial<Settings>): void;
  readonly readOnly: boolean;
  /** The filters, annotations, colours and percentiles to show now. */
  readonly shared: SharedContent;
  /** Access to the ensembles' data, and to edits. */
  readonly workbench: Workbench;
}

/** A module: its definition for the workbench, an icon, and a Preact view. */
export interface Module<Settings extends object>
  extends ModuleDefinition<Settings, ComponentType<ModuleProps<Settings>>> {
  readonly icon: IconName;
  /** Whether it can show date markers and thresholds. */
  readonly showsAnnotations?: true;
}
