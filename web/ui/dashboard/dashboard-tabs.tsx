import { computed, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Dashboard } from '../../workbench/content/schema.ts';
import { activeDashboard } from '../../workbench/content/select.ts';
import {
  activateDashboard,
  addDashboard,
  moveDashboard,
  renameDashboard,
} from '../../workbench/edits/dashboards.ts';
import { mergeMarksOf } from '../../workbench/session/merge-marks.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { DASHBOARD_LIMIT, useLimitedEdit } from '../app/limited-edit.ts';
import { useRename } from '../app/use-rename.tsx';
import { IconButton } from '../components/button.tsx';
import { DashboardMenu } from './dashboard-menu.tsx';

/** Tabs of the session's dashboards, which can be reordered by dragging or by Ctrl+Shift+arrow. */
export function DashboardTabs({ workbench }: { workbench: Workbench }) {
  // `useComputed` would keep the first workbench when a person looks at several versions.
  const { content } = workbench;
  const dashboards = useMemo(() => computed(() => content.value.dashboards), [content]).value;
  const activeId = useMemo(
    () => computed(() => activeDashboard(content.value)?.id),
    [content],
  ).value;
  const readOnly = workbench.readOnly.value;
  const add = useAddDashboard(workbench);
  const dragged = useSignal<string | null>(null);
  const nav = useFocusOnOpen(`${dashboards.length}, ${activeId}`);
  // A stable function, so that typing in one dashboard does not render the other tabs.
  const move = useMemo(
    () => (id: string, to: number) =>
      workbench.edit((content) => moveDashboard(content, id, to), { label: 'Move dashboard' }),
    [workbench],
  );
  return (
    <nav ref={nav} class="tabs" aria-label="Dashboards">
      <ul class="tabs-list">
        {dashboards.map((dashboard, index) => {
          const { id } = dashboard;
          const active = id === activeId;
          return (
            <li
              key={id}
              class={`tabs-item ${active ? 'tabs-item-active' : ''} ${dragged.value === id ? 'tabs-item-held' : ''}`}
              draggable={!readOnly}
              onDragStart={() => {
                dragged.value = id;
              }}
              onDragEnd={() => {
                dragged.value = null;
              }}
              onDragOver={(event) => dragged.value && event.preventDefault()}
              onDrop={(event) => {
                if (!dragged.value) return;
                event.preventDefault();
                move(dragged.value, index);
              }}
            >
              <DashboardTab
                dashboard={dashboard}
                index={index}
                active={active}
                workbench={workbench}
                onMove={move}
              />
            </li>
          );
        })}
      </ul>
      {!readOnly && <IconButton icon="plus" label="Add dashboard" onClick={add} />}
    </nav>
  );
}

/** Adds an empty dashboard. */
export function useAddDashboard(workbench: Workbench): () => void {
  const edit = useLimitedEdit(workbench);
  return () =>
    edit(
      (content) => addDashboard(content, freeName(content.dashboards)),
      { label: 'Add dashboard' },
      DASHBOARD_LIMIT,
    );
}

function freeName(dashboards: readonly Dashboard[]): string {
  const names = new Set(dashboards.map(({ name }) => name));
  for (let n = dashboards.length + 1; ; n++) {
    if (!names.has(`Dashboard ${n}`)) return `Dashboard ${n}`;
  }
}

/**
 * When dashboards are added or removed, the focused element may disappear. Then focuses the open dashboard's tab or,
 * without a dashboard, the button that adds one.
 */
function useFocusOnOpen(change: string): RefObject<HTMLElement | null> {
  const nav = useRef<HTMLElement>(null);
  const before = useRef(change);
  useLayoutEffect(() => {
    const hasChanged = before.current !== change;
    before.current = change;
    if (!hasChanged || document.activeElement !== document.body) return;
    nav.current?.querySelector<HTMLElement>('[aria-current], nav > button')?.focus();
  }, [change]);
  return nav;
}

interface DashboardTabProps {
  dashboard: Dashboard;
  /** Position among the dashboards, from 0. */
  index: number;
  active: boolean;
  workbench: Workbench;
  onMove(id: string, to: number): void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** The tab of a dashboard: F2 or a double click renames it, and the open one has a menu. */
function DashboardTab({ dashboard, index, active, workbench, onMove }: DashboardTabProps) {
  const { id, name } = dashboard;
  const readOnly = workbench.readOnly.value;
  const open = workbench.session.value;
  const brought = open && mergeMarksOf(open).ids.value;
  const renaming = useRename(
    workbench,
    { key: `dashboard:${id}:name`, label: 'Name of the dashboard', at: { dashboard: id } },
    name,
    (text) =>
      workbench.edit((content) => renameDashboard(content, id, text), {
        label: 'Rename dashboard',
      }),
  );
  if (renaming.field) return renaming.field;
  return (
    <>
      <button
        type="button"
        class="tabs-button truncate"
        translate={false}
        aria-current={active ? 'page' : undefined}
        onClick={() => workbench.look((content) => activateDashboard(content, id))}
        onDblClick={() => {
          if (!readOnly) renaming.open();
        }}
        onKeyDown={(event) => {
          if (readOnly) return;
          if (event.key === 'F2') renaming.open();
          const step = STEPS[event.key];
          if (step === undefined || !event.ctrlKey || !event.shiftKey) return;
          event.preventDefault();
          onMove(id, index + step);
        }}
      >
        {name}
        {!active && dashboard.modules.some((module) => brought?.has(module.id)) && (
          <span class="tabs-mark" title="Has cards from the merge">
            <span class="visually-hidden"> has cards from the merge</span>
          </span>
        )}
      </button>
      {active && !readOnly && (
        <DashboardMenu
          dashboard={dashboard}
          index={index}
          workbench={workbench}
          onRename={renaming.open}
          onMove={(to) => onMove(id, to)}
        />
      )}
    </>
  );
}
