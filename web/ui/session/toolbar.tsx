import { activeDashboard } from '../../workbench/content/select.ts';
import { addModule } from '../../workbench/edits/modules.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import type { PanelName } from '../app/app-model.ts';
import { MODULE_LIMIT, useLimitedEdit } from '../app/limited-edit.ts';
import { IconButton } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Menu, MenuItem } from '../components/menu.tsx';
import { type AnyModule, catalogue } from '../modules/catalogue.ts';
import { panels } from '../panels/panel-host.tsx';

interface ToolbarProps {
  workbench: Workbench;
  panel: PanelName | null;
  onPanel(panel: PanelName | null): void;
}

/** Undo and redo, the catalogue of modules, and the switches of the panels. */
export function Toolbar({ workbench, panel, onPanel }: ToolbarProps) {
  const readOnly = workbench.readOnly.value;
  return (
    <div class="toolbar" data-screen-only>
      {!readOnly && (
        <>
          <UndoRedo workbench={workbench} />
          <AddModule workbench={workbench} />
          <span class="toolbar-space" />
        </>
      )}
      {panels.map(({ name, title, icon }) => (
        <button
          key={name}
          type="button"
          class="ui-button ui-button-quiet toolbar-panel"
          aria-pressed={panel === name}
          aria-label={title}
          title={title}
          onClick={() => onPanel(panel === name ? null : name)}
        >
          <Icon name={icon} />
          <span class="toolbar-panel-name">{title}</span>
        </button>
      ))}
    </div>
  );
}

function UndoRedo({ workbench }: { workbench: Workbench }) {
  const session = workbench.session.value;
  const undo = session?.undoLabel.value ?? null;
  const redo = session?.redoLabel.value ?? null;
  return (
    <>
      <IconButton
        icon="undo"
        label="Undo"
        title={undo === null ? 'Nothing to undo' : `Undo: ${undo} (Ctrl+Z)`}
        aria-disabled={undo === null}
        onClick={() => workbench.undo()}
      />
      <IconButton
        icon="redo"
        label="Redo"
        title={redo === null ? 'Nothing to redo' : `Redo: ${redo} (Ctrl+Shift+Z)`}
        aria-disabled={redo === null}
        onClick={() => workbench.redo()}
      />
    </>
  );
}

function AddModule({ workbench }: { workbench: Workbench }) {
  const edit = useLimitedEdit(workbench);
  const add = ({ type, name, size, defaults }: AnyModule) =>
    edit(
      (content) => {
        const dashboard = activeDashboard(content);
        const settings = defaults(content) as Record<string, unknown>;
        return dashboard ? addModule(content, dashboard.id, { type, settings, size }) : content;
      },
      { label: `Add ${name.toLowerCase()}` },
      activeDashboard(workbench.content.peek()) ? MODULE_LIMIT : 'Add a dashboard first.',
    );
  return (
    <Menu icon="plus" label="Add module">
      {catalogue.map((module) => (
        <MenuItem key={module.type} icon={module.icon} onSelect={() => add(module)}>
          <span class="catalogue-name">{module.name}</span>
          <span class="catalogue-text muted small">{module.description}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}
