import { useSignal } from '@preact/signals';
import { moduleLabel, moduleTitle, titleByItself } from '../../workbench/content/module-title.ts';
import type { ModuleInstance } from '../../workbench/content/schema.ts';
import { duplicateModule, removeModule, renameModule } from '../../workbench/edits/modules.ts';
import { restoreModule } from '../../workbench/edits/restore.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { DialogLoadFailure, lazy } from '../app/lazy.tsx';
import { MODULE_LIMIT, useLimitedEdit } from '../app/limited-edit.ts';
import { IconButton } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { InlineName } from '../components/inline-name.tsx';
import { MenuItem } from '../components/menu.tsx';
import { moduleOfType } from '../modules/catalogue.ts';
import { ItemMenu } from './item-menu.tsx';
import { ModuleBody } from './module-body.tsx';
import { useDeletion } from './use-deletion.ts';

interface ModuleCardProps {
  module: ModuleInstance;
  workbench: Workbench;
  /** Fills the dashboard's room. */
  maximized: boolean;
  onMaximize(): void;
}

const MoveModuleDialog = lazy(
  async () => (await import('./move-module-dialog.tsx')).MoveModuleDialog,
  DialogLoadFailure,
);

/** A module in its frame: a title to move it by, a menu, and its view. */
export function ModuleCard({ module, workbench, maximized, onMaximize }: ModuleCardProps) {
  const definition = moduleOfType(module.type)?.module;
  const title = moduleTitle(module);
  const readOnly = workbench.readOnly.value;
  const movable = !readOnly && !maximized;
  const add = useLimitedEdit(workbench);
  const remove = useDeletion(workbench);
  const renaming = useSignal(false);
  const moving = useSignal(false);
  const { id } = module;
  return (
    <article class="card" aria-label={moduleLabel(module)}>
      <header class="card-header" data-grid-handle={movable ? 'move' : undefined}>
        {movable && (
          <IconButton
            icon="grip"
            class="card-grip"
            data-grid-handle="move"
            label={`Move or resize ${title}`}
            title="Drag to move. Arrow keys move, Shift with arrow keys resizes."
          />
        )}
        {definition && <Icon name={definition.icon} />}
        {renaming.value ? (
          <InlineName
            label="Title of the module"
            value={title}
            onEnd={(name) => {
              renaming.value = false;
              if (name === null) return;
              const own = name === titleByItself(module) ? '' : name;
              workbench.edit((content) => renameModule(content, id, own), {
                label: 'Rename module',
              });
            }}
          />
        ) : (
          <h2 class="card-title truncate">{title}</h2>
        )}
        <IconButton
          icon="maximize"
          label={`Enlarge ${title}`}
          aria-pressed={maximized}
          onClick={onMaximize}
        />
        {!readOnly && (
          <ItemMenu
            label={`Actions for ${title}`}
            onRename={() => {
              renaming.value = true;
            }}
            onDuplicate={() =>
              add(
                (content) => duplicateModule(content, id),
                { label: 'Duplicate module' },
                MODULE_LIMIT,
              )
            }
            removal="Remove"
            onRemove={() =>
              remove({
                id,
                labels: { remove: 'Remove module', restore: 'Restore module' },
                said: `Module '${title}' removed`,
                remove: (content) => removeModule(content, id),
                restore: (content, before) => restoreModule(content, before, id),
              })
            }
          >
            <MenuItem
              disabled={workbench.content.value.dashboards.length < 2}
              onSelect={() => {
                moving.value = true;
              }}
            >
              Move or copy to another dashboard...
            </MenuItem>
          </ItemMenu>
        )}
      </header>
      <div class="card-body">
        <ModuleBody module={module} workbench={workbench} />
      </div>
      {movable && <div class="card-corner" data-grid-handle="resize" />}
      {moving.value && (
        <MoveModuleDialog
          module={module}
          title={title}
          workbench={workbench}
          onClose={() => {
            moving.value = false;
          }}
        />
      )}
    </article>
  );
}
