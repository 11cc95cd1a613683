import { useComputed, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { moduleLabel, moduleTitle, titleByItself } from '../../workbench/content/module-title.ts';
import type { ModuleInstance, SessionContent } from '../../workbench/content/schema.ts';
import { changeDashboardView } from '../../workbench/edits/dashboards.ts';
import {
  changeModuleSettings,
  duplicateModule,
  removeModule,
  renameModule,
} from '../../workbench/edits/modules.ts';
import { restoreModule } from '../../workbench/edits/restore.ts';
import { readSettings } from '../../workbench/modules/module-definition.ts';
import { mergeMarksOf } from '../../workbench/session/merge-marks.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { DialogLoadFailure, lazy } from '../app/lazy.tsx';
import { MODULE_LIMIT, useLimitedEdit } from '../app/limited-edit.ts';
import { useRename } from '../app/use-rename.tsx';
import { Button, IconButton } from '../components/button.tsx';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Icon } from '../components/icon.tsx';
import { MenuItem } from '../components/menu.tsx';
import { moduleOfType } from '../modules/registry.ts';
import { ItemMenu, useDeletion } from './dashboard-menu.tsx';

interface ModuleCardProps {
  module: ModuleInstance;
  workbench: Workbench;
  /** Fills the dashboard's room. */
  maximized: boolean;
  dashboardId: string;
  /** The day that its dashboard reads all vectors on, if it has one. */
  date: string | null;
}

const MoveModuleDialog = lazy(
  async () => (await import('./move-module-dialog.tsx')).MoveModuleDialog,
  DialogLoadFailure,
);

/** A module in its frame: a title to move it by, a menu, and its view. */
export function ModuleCard({ module, workbench, maximized, dashboardId, date }: ModuleCardProps) {
  const definition = moduleOfType(module.type)?.module;
  const title = moduleTitle(module, date);
  const readOnly = workbench.readOnly.value;
  const movable = !readOnly && !maximized;
  const add = useLimitedEdit(workbench);
  const remove = useDeletion(workbench);
  const moving = useSignal(false);
  const { id } = module;
  // All that a card reads of the content: typing in one module leaves the other cards as they are.
  const isOnlyDashboard = useComputed(() => workbench.content.value.dashboards.length < 2);
  const mark = useMergeMark(workbench, id);
  const renaming = useRename(
    workbench,
    { key: `module:${id}:title`, label: 'Title of the module', at: { module: id } },
    title,
    (name) => {
      const own = name === titleByItself(module, date) ? '' : name;
      workbench.edit((content) => renameModule(content, id, own), { label: 'Rename module' });
    },
  );
  return (
    <article class="card" aria-label={moduleLabel(module, date)} {...mark.look}>
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
        {renaming.field ?? <h2 class="card-title truncate">{title}</h2>}
        {mark.isMarked.value && (
          <span
            data-screen-only
            class="card-mark truncate"
            title="Came in with the merge; goes when you click here"
          >
            From the merge
          </span>
        )}
        <IconButton
          icon="maximize"
          label={`Enlarge ${title}`}
          aria-pressed={maximized}
          onClick={() => enlarge(workbench, dashboardId, maximized ? null : id)}
        />
        {!readOnly && (
          <ItemMenu
            label={`Actions for ${title}`}
            onRename={renaming.open}
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
              disabled={isOnlyDashboard.value}
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

/** Whether a merge brought it and nobody has looked yet: clicked, or pressed a key, in its card. */
function useMergeMark({ session }: Workbench, id: string) {
  const open = session.value;
  const marks = useMemo(() => open && mergeMarksOf(open), [open]);
  const isMarked = useComputed(() => marks?.ids.value.has(id) ?? false);
  const look = {
    onClickCapture: () => marks?.seen(id),
    // A focus alone tells nothing: it also comes back when a dialog closes, and Ctrl+S is about the session.
    onKeyDownCapture: ({ ctrlKey, metaKey }: KeyboardEvent) => {
      if (!ctrlKey && !metaKey) marks?.seen(id);
    },
  };
  return { isMarked, look };
}

interface ModuleBodyProps {
  module: ModuleInstance;
  workbench: Workbench;
}

/** A module's view, or a card that says why there is none. It never takes the dashboard down. */
function ModuleBody({ module, workbench }: ModuleBodyProps) {
  const known = moduleOfType(module.type);
  if (!known) return <Unknown type={module.type} />;
  const { name } = known.module;
  return (
    <ErrorBoundary
      resetKey={module.settings}
      fallback={(error, retry) => (
        <div class="card-problem" role="alert">
          <p>
            {name} stopped: {error.message || 'an error without a message'}.
          </p>
          <p class="muted">Its settings are kept and the rest of the session is not affected.</p>
          <Button icon="refresh" onClick={retry}>
            Try again
          </Button>
        </div>
      )}
    >
      <Known {...known} instance={module} workbench={workbench} />
    </ErrorBoundary>
  );
}

type KnownProps = NonNullable<ReturnType<typeof moduleOfType>> & {
  instance: ModuleInstance;
  workbench: Workbench;
};

function Known({ module, View, instance, workbench }: KnownProps) {
  const { id } = instance;
  // The same settings stay the same object, so that a view sees what has not changed.
  const { settings, problem } = useMemo(
    () => readSettings(module, instance, workbench.content.peek()),
    [module, instance.settings],
  );
  const readOnly = workbench.readOnly.value;
  const change = (changes: object) => {
    // Settings that do not fit are replaced as a whole, by the defaults that are on screen.
    const complete = problem ? { ...settings, ...changes } : changes;
    const edit = (content: SessionContent) =>
      changeModuleSettings(content, id, complete as Record<string, unknown>);
    if (readOnly) return workbench.look(edit);
    const label = `Change ${module.name.toLowerCase()}`;
    workbench.edit(edit, { label, coalesce: `${id}:${Object.keys(changes).join()}` });
  };
  return (
    <>
      {problem && <p class="card-warning">{problem}</p>}
      <View id={id} settings={settings} change={change} readOnly={readOnly} workbench={workbench} />
    </>
  );
}

function Unknown({ type }: { type: string }) {
  return (
    <div class="card-problem">
      <p>This version of Holdfast has no module "{type}".</p>
      <p class="muted">It keeps its place and its settings, and works again where it is known.</p>
    </div>
  );
}

/** Lets a module fill its dashboard's room; null: none. In a snapshot it is looked at only. */
export function enlarge(workbench: Workbench, dashboardId: string, id: string | null): void {
  const edit = (content: SessionContent) =>
    changeDashboardView(content, dashboardId, { enlarged: id });
  if (workbench.readOnly.peek()) workbench.look(edit);
  else workbench.edit(edit, { label: 'Enlarge module', coalesce: `enlarge:${dashboardId}` });
}
