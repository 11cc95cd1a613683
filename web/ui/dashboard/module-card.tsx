import { computed, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { moduleLabel, titleByItself } from '../../workbench/content/module-title.ts';
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
import { useFirstTurn } from '../charts/draw-queue.ts';
import { Button, IconButton } from '../components/button.tsx';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Icon } from '../components/icon.tsx';
import { MenuItem } from '../components/menu.tsx';
import { moduleOfType } from '../modules/registry.ts';
import { firstNames, useSharedInTurn } from '../modules/shown-ensembles.ts';
import { ItemMenu, useDeletion } from './dashboard-menu.tsx';

interface ModuleCardProps {
  module: ModuleInstance;
  workbench: Workbench;
  /** The module fills the whole dashboard. */
  maximized: boolean;
  dashboardId: string;
  /** The dashboard's date, on which all its charts read vectors. */
  date: string | null;
}

const MoveModuleDialog = lazy(
  async () => (await import('./move-module-dialog.tsx')).MoveModuleDialog,
  DialogLoadFailure,
);

/** A module's card: a title bar to move it by, a menu, and its view. */
export function ModuleCard({ module, workbench, maximized, dashboardId, date }: ModuleCardProps) {
  const definition = moduleOfType(module.type)?.module;
  const body = useRef<HTMLDivElement>(null);
  const isDue = useFirstTurn(() => body.current?.closest('[data-grid-id]') ?? null);
  const titled = useMemo(
    () => computed(() => titleByItself(module, date, () => firstNames(workbench))),
    [module, date, workbench],
  );
  const title = module.title ?? titled.value;
  const readOnly = workbench.readOnly.value;
  const movable = !readOnly && !maximized;
  const add = useLimitedEdit(workbench);
  const remove = useDeletion(workbench);
  const moving = useSignal(false);
  const move = (isMoving: boolean) => {
    moving.value = isMoving;
  };
  const { id } = module;
  // The card reads nothing else of the content, so typing in one module does not render the others.
  const { content } = workbench;
  const isOnlyDashboard = useMemo(
    () => computed(() => content.value.dashboards.length < 2),
    [content],
  );
  const mark = useMergeMark(workbench, id);
  const renaming = useRename(
    workbench,
    { key: `module:${id}:title`, label: 'Title of the module', at: { module: id } },
    title,
    (name) => {
      const own = name === titled.peek() ? '' : name;
      workbench.edit((content) => renameModule(content, id, own), { label: 'Rename module' });
    },
  );
  return (
    <article class="card" aria-label={moduleLabel({ ...module, title })} {...mark.look}>
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
            title="Added or changed by the merge. Click to remove this mark."
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
            <MenuItem disabled={isOnlyDashboard.value} onSelect={() => move(true)}>
              Move or copy to another dashboard...
            </MenuItem>
          </ItemMenu>
        )}
      </header>
      <div class="card-body" ref={body}>
        {isDue && <ModuleBody module={module} workbench={workbench} room={body} />}
      </div>
      {movable && <div class="card-corner" data-grid-handle="resize" />}
      {moving.value && (
        <MoveModuleDialog
          module={module}
          title={title}
          workbench={workbench}
          onClose={() => move(false)}
        />
      )}
    </article>
  );
}

/** Whether a merge added or changed the module and the person has not clicked or typed in its card since. */
function useMergeMark({ session }: Workbench, id: string) {
  const open = session.value;
  const marks = useMemo(() => open && mergeMarksOf(open), [open]);
  const isMarked = useMemo(() => computed(() => marks?.ids.value.has(id) ?? false), [marks, id]);
  const look = {
    onClickCapture: () => marks?.seen(id),
    // Focus alone does not count, because it also returns when a dialog closes. Ctrl+S is about the session.
    onKeyDownCapture: ({ ctrlKey, metaKey }: KeyboardEvent) => {
      if (!ctrlKey && !metaKey) marks?.seen(id);
    },
  };
  return { isMarked, look };
}

interface ModuleBodyProps {
  module: ModuleInstance;
  workbench: Workbench;
  /** The element around the view. */
  room: RefObject<Element | null>;
}

/** A module's view, or the reason why there is none. Errors stay inside the card. */
function ModuleBody({ module, workbench, room }: ModuleBodyProps) {
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
      <KnownModule {...known} instance={module} workbench={workbench} room={room} />
    </ErrorBoundary>
  );
}

type KnownModuleProps = NonNullable<ReturnType<typeof moduleOfType>> & {
  instance: ModuleInstance;
  workbench: Workbench;
  room: RefObject<Element | null>;
};

/** A view with its settings. Moving its card does not render it again. */
export function KnownModule({ module, View, instance, workbench, room }: KnownModuleProps) {
  const { id } = instance;
  // Unchanged settings stay the same object, so that views can compare by identity.
  const { settings, problem } = useMemo(
    () => readSettings(module, instance, workbench.content.peek()),
    [module, instance.settings],
  );
  const readOnly = workbench.readOnly.value;
  const shared = useSharedInTurn(workbench, settings, room);
  const change = useMemo(
    () => (changes: object) => {
      // Invalid settings are replaced completely, by the defaults that are shown.
      const complete = problem ? { ...settings, ...changes } : changes;
      const edit = (content: SessionContent) =>
        changeModuleSettings(content, id, complete as Record<string, unknown>);
      if (readOnly) return workbench.look(edit);
      const label = `Change ${module.name.toLowerCase()}`;
      workbench.edit(edit, { label, coalesce: `${id}:${Object.keys(changes).join()}` });
    },
    [module, id, settings, problem, readOnly, workbench],
  );
  return (
    <>
      {problem && <p class="card-warning">{problem}</p>}
      <View {...{ id, settings, change, readOnly, shared, workbench }} />
    </>
  );
}

function Unknown({ type }: { type: string }) {
  return (
    <div class="card-problem">
      <p>This version of Holdfast has no module "{type}".</p>
      <p class="muted">Its place and its settings are kept for versions that have it.</p>
    </div>
  );
}

/** Enlarges a module to fill its dashboard; null for none. In a snapshot this is not an edit. */
export function enlarge(workbench: Workbench, dashboardId: string, id: string | null): void {
  const edit = (content: SessionContent) =>
    changeDashboardView(content, dashboardId, { enlarged: id });
  if (workbench.readOnly.peek()) workbench.look(edit);
  else workbench.edit(edit, { label: 'Enlarge module', coalesce: `enlarge:${dashboardId}` });
}
