import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Dashboard } from '../../workbench/content/schema.ts';
import { layoutModules } from '../../workbench/edits/modules.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { DateBar } from '../modules/controls/at-choice.tsx';
import type { GridChange } from './grid/grid.tsx';
import { Grid } from './grid/grid.tsx';
import { enlarge, ModuleCard } from './module-card.tsx';

interface DashboardViewProps {
  dashboard: Dashboard | undefined;
  workbench: Workbench;
}

/** A dashboard's modules on their grid, or one of them enlarged. */
export function DashboardView({ dashboard, workbench }: DashboardViewProps) {
  const room = useFocusOnChange(dashboard?.modules.map(({ id }) => id) ?? []);
  useFocusOnEnlarged(room, dashboard?.enlarged ?? null);
  const large = dashboard?.modules.find((module) => module.id === dashboard.enlarged);
  useEscape(large !== undefined, () => dashboard && enlarge(workbench, dashboard.id, null));
  const readOnly = workbench.readOnly.value;
  if (!dashboard) {
    return (
      <Empty room={room} title="No dashboard">
        {!readOnly && 'Add one with the plus above, or undo a deletion.'}
      </Empty>
    );
  }
  const { modules, name } = dashboard;
  if (modules.length === 0) {
    return (
      <Empty room={room} title={`${name} is empty`}>
        {!readOnly && 'Start with "Add module" above.'}
      </Empty>
    );
  }
  const card = (id: string) => {
    const module = modules.find((candidate) => candidate.id === id);
    return (
      module && (
        <ModuleCard
          module={module}
          workbench={workbench}
          maximized={module === large}
          dashboardId={dashboard.id}
          date={dashboard.date ?? null}
        />
      )
    );
  };
  const items = modules.map(({ id, layout }) => ({ id, ...layout }));
  const arrange = ({ id, kind, items: placed }: GridChange) => {
    const layouts = new Map(placed.map(({ id: each, ...cell }) => [each, cell]));
    workbench.edit((content) => layoutModules(content, layouts), {
      label: kind === 'move' ? 'Move module' : 'Resize module',
      coalesce: `layout:${id}`,
    });
  };
  return (
    <section
      ref={room}
      class="dashboard"
      translate={false}
      tabIndex={-1}
      aria-label={`Dashboard ${name}`}
      data-grid-scroller
    >
      <DateBar dashboard={dashboard} workbench={workbench} />
      {large ? (
        <div class="dashboard-large">{card(large.id)}</div>
      ) : (
        <div class="grid-room">
          <Grid items={items} readOnly={readOnly} onChange={arrange}>
            {card}
          </Grid>
        </div>
      )}
    </section>
  );
}

interface EmptyProps {
  room: RefObject<HTMLElement | null>;
  title: string;
  children: string | false;
}

function Empty({ room, title, children }: EmptyProps) {
  return (
    <section ref={room} class="dashboard" tabIndex={-1} aria-label="Dashboard">
      <EmptyState icon="layout" title={title}>
        {children}
      </EmptyState>
    </section>
  );
}

/**
 * If the focus was lost because modules changed: focuses a module that was added or restored, else the dashboard, so
 * that Tab continues from there.
 */
function useFocusOnChange(ids: readonly string[]): RefObject<HTMLElement | null> {
  const room = useRef<HTMLElement>(null);
  const before = useRef(ids);
  useLayoutEffect(() => {
    const came = ids.find((id) => !before.current.includes(id));
    const hasChanged = came !== undefined || ids.length < before.current.length;
    before.current = ids;
    if (!hasChanged || document.activeElement !== document.body) return;
    const cell = came === undefined ? null : `[data-grid-id="${CSS.escape(came)}"]`;
    const button = cell && room.current?.querySelector<HTMLElement>(`${cell} button`);
    (button || room.current)?.focus();
  });
  return room;
}

/** What closes itself, or ends an entry, with Escape. */
const TAKES_ESCAPE = 'aside, dialog, [popover], input, select, textarea';

/** Calls `leave` for Escape, wherever the focus is: after loading a page it is on the title. */
function useEscape(isOn: boolean, leave: () => void): void {
  const latest = useRef(leave);
  latest.current = leave;
  useEffect(() => {
    if (!isOn) return;
    const onKey = ({ key, target, defaultPrevented }: KeyboardEvent) => {
      if (key !== 'Escape' || defaultPrevented) return;
      if (document.querySelector(':popover-open, dialog[open]')) return;
      if (!(target as Element).closest(TAKES_ESCAPE)) latest.current();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [isOn]);
}

/** Keeps the focus on a module's enlarge button when the module is enlarged or back to normal size. */
function useFocusOnEnlarged(room: RefObject<HTMLElement | null>, enlarged: string | null): void {
  const before = useRef(enlarged);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = enlarged;
    if (was === enlarged || document.activeElement !== document.body) return;
    const cell = enlarged === null ? `[data-grid-id="${CSS.escape(was ?? '')}"] ` : '';
    room.current?.querySelector<HTMLElement>(`${cell}button[aria-pressed]`)?.focus();
  });
}
