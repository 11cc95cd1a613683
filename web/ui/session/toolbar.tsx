import type { Ensemble } from '../../workbench/content/schema.ts';
import { activeDashboard, ensembleColor } from '../../workbench/content/select.ts';
import { addModule } from '../../workbench/edits/modules.ts';
import { columnsOfFilter, keptRealizations } from '../../workbench/ensembles/kept-realizations.ts';
import { formatRanges } from '../../workbench/ensembles/realization-ranges.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import type { PanelName } from '../app/app-model.ts';
import { MODULE_LIMIT, useLimitedEdit } from '../app/limited-edit.ts';
import { cssColor } from '../charts/chart-theme.ts';
import { IconButton } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Menu, MenuItem } from '../components/menu.tsx';
import { type AnyModule, catalogue } from '../modules/registry.ts';
import { firstNames } from '../modules/shown-ensembles.ts';
import { panels } from '../panels/panel-host.tsx';
import { counted, valueFilterWords } from '../words/format.ts';

interface ToolbarProps {
  workbench: Workbench;
  panel: PanelName | null;
  onPanel(panel: PanelName | null): void;
}

/** Undo and redo, the menu of modules to add, and a button for each panel. */
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

/** Adds a module to the open dashboard. */
export function useAddModule(workbench: Workbench): (module: AnyModule) => void {
  const edit = useLimitedEdit(workbench);
  return ({ type, name, size, defaults }) =>
    edit(
      (content) => {
        const dashboard = activeDashboard(content);
        const settings = defaults(content, firstNames(workbench)) as Record<string, unknown>;
        return dashboard ? addModule(content, dashboard.id, { type, settings, size }) : content;
      },
      { label: `Add ${name.toLowerCase()}` },
      activeDashboard(workbench.content.peek()) ? MODULE_LIMIT : 'Add a dashboard first.',
    );
}

function AddModule({ workbench }: { workbench: Workbench }) {
  const add = useAddModule(workbench);
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

interface EnsembleStripProps {
  workbench: Workbench;
  onOpen(panel: PanelName): void;
}

/** The ensembles in use, and how many of their realizations pass the filter. */
export function EnsembleStrip({ workbench, onOpen }: EnsembleStripProps) {
  const { ensembles } = workbench.shared.value.ensembleSet;
  if (ensembles.length === 0) return null;
  return (
    <ul class="strip" translate={false} aria-label="Ensembles in use">
      {ensembles.map((ensemble) => (
        <li key={ensemble.id}>
          <button
            type="button"
            class="strip-item"
            title="Open the realization filter"
            onClick={() => onOpen('filter')}
          >
            <span
              class="strip-dot"
              style={{ background: cssColor(ensembleColor(workbench.shared.value, ensemble.id)) }}
            />
            <span class="strip-name truncate">{ensemble.name}</span>
            <Count ensemble={ensemble} workbench={workbench} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Count({ ensemble, workbench }: { ensemble: Ensemble; workbench: Workbench }) {
  const filter = workbench.shared.value.realizationFilterSet.filters[ensemble.id];
  const state = workbench.ensembles.columns(ensemble.id, columnsOfFilter(filter));
  if (state.kind === 'loading') return <span class="muted">loading...</span>;
  if (state.kind === 'failed') return <span class="strip-failed">cannot be read</span>;
  const { rows, total } = keptRealizations(state.data, filter);
  if (!filter) {
    return <span class="muted numeric">{counted(total, 'realization')}</span>;
  }
  const include = filter.include.length > 0 ? formatRanges(filter.include) : 'all';
  const exclude = filter.exclude.length > 0 ? ` without ${formatRanges(filter.exclude)}` : '';
  const values = (filter.values ?? []).map((one) => `, ${valueFilterWords(one)}`).join('');
  return (
    <span class="strip-filtered numeric" title={include + exclude + values}>
      {rows.length} of {counted(total, 'realization')}
    </span>
  );
}
