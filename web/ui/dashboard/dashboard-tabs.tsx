import { useState } from 'preact/hooks';
import type { Dashboard } from '../../workbench/content/schema.ts';
import { activeDashboard } from '../../workbench/content/select.ts';
import {
  activateDashboard,
  addDashboard,
  moveDashboard,
  renameDashboard,
} from '../../workbench/edits/dashboards.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { IconButton } from '../components/button.tsx';
import { DashboardMenu } from './dashboard-menu.tsx';
import { InlineName } from './inline-name.tsx';

/** The dashboards of a session, in order. They are dragged, or moved by Ctrl+Shift+arrow, to another place. */
export function DashboardTabs({ workbench }: { workbench: Workbench }) {
  const { dashboards } = workbench.content.value;
  const activeId = activeDashboard(workbench.content.value)?.id;
  const [renaming, setRenaming] = useState<string | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const move = (id: string, to: number) =>
    workbench.edit((content) => moveDashboard(content, id, to), { label: 'Move dashboard' });

  const endRename = (id: string, name: string | null) => {
    setRenaming(null);
    if (name === null) return;
    workbench.edit((content) => renameDashboard(content, id, name), { label: 'Rename dashboard' });
  };

  const tab = (dashboard: Dashboard, index: number) => {
    const { id, name } = dashboard;
    const active = id === activeId;
    return (
      <li
        key={id}
        class={`tabs-item ${active ? 'tabs-item-active' : ''} ${dragged === id ? 'tabs-item-held' : ''}`}
        draggable={!workbench.readOnly.value && renaming !== id}
        onDragStart={() => setDragged(id)}
        onDragEnd={() => setDragged(null)}
        onDragOver={(event) => dragged && event.preventDefault()}
        onDrop={(event) => {
          if (!dragged) return;
          event.preventDefault();
          move(dragged, index);
        }}
      >
        {renaming === id ? (
          <InlineName
            label="Name of the dashboard"
            value={name}
            onEnd={(text) => endRename(id, text)}
          />
        ) : (
          <button
            type="button"
            class="tabs-button truncate"
            aria-current={active ? 'page' : undefined}
            onClick={() => workbench.look((content) => activateDashboard(content, id))}
            onDblClick={() => !workbench.readOnly.value && setRenaming(id)}
            onKeyDown={(event) => {
              if (workbench.readOnly.value) return;
              if (event.key === 'F2') setRenaming(id);
              const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
              if (step === 0 || !event.ctrlKey || !event.shiftKey) return;
              event.preventDefault();
              move(id, index + step);
            }}
          >
            {name}
          </button>
        )}
        {active && !workbench.readOnly.value && renaming !== id && (
          <DashboardMenu
            dashboard={dashboard}
            index={index}
            workbench={workbench}
            onRename={() => setRenaming(id)}
            onMove={(to) => move(id, to)}
          />
        )}
      </li>
    );
  };

  return (
    <nav class="tabs" aria-label="Dashboards">
      <ul class="tabs-list">{dashboards.map(tab)}</ul>
      {!workbench.readOnly.value && (
        <IconButton
          icon="plus"
          label="Add dashboard"
          onClick={() =>
            workbench.edit((content) => addDashboard(content, freeName(content.dashboards)), {
              label: 'Add dashboard',
            })
          }
        />
      )}
    </nav>
  );
}

function freeName(dashboards: readonly Dashboard[]): string {
  const names = new Set(dashboards.map(({ name }) => name));
  for (let n = dashboards.length + 1; ; n++) {
    if (!names.has(`Dashboard ${n}`)) return `Dashboard ${n}`;
  }
}
