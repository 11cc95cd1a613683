import { useState } from 'preact/hooks';
import type { Dashboard } from '../../workbench/content/schema.ts';
import { activateDashboard, renameDashboard } from '../../workbench/edits/dashboards.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { InlineName } from '../components/inline-name.tsx';
import { DashboardMenu } from './dashboard-menu.tsx';

export interface DashboardTabProps {
  dashboard: Dashboard;
  /** Place among the dashboards, from 0. */
  index: number;
  active: boolean;
  workbench: Workbench;
  onMove(to: number): void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** The button that opens a dashboard; F2 or a double click renames it, and the open one has a menu. */
export function DashboardTab({ dashboard, index, active, workbench, onMove }: DashboardTabProps) {
  const { id, name } = dashboard;
  const readOnly = workbench.readOnly.value;
  const [renaming, setRenaming] = useState(false);
  if (renaming) {
    return (
      <InlineName
        label="Name of the dashboard"
        value={name}
        onEnd={(text) => {
          setRenaming(false);
          if (text === null) return;
          workbench.edit((content) => renameDashboard(content, id, text), {
            label: 'Rename dashboard',
          });
        }}
      />
    );
  }
  return (
    <>
      <button
        type="button"
        class="tabs-button truncate"
        aria-current={active ? 'page' : undefined}
        onClick={() => workbench.look((content) => activateDashboard(content, id))}
        onDblClick={() => !readOnly && setRenaming(true)}
        onKeyDown={(event) => {
          if (readOnly) return;
          if (event.key === 'F2') setRenaming(true);
          const step = STEPS[event.key];
          if (step === undefined || !event.ctrlKey || !event.shiftKey) return;
          event.preventDefault();
          onMove(index + step);
        }}
      >
        {name}
      </button>
      {active && !readOnly && (
        <DashboardMenu
          dashboard={dashboard}
          index={index}
          workbench={workbench}
          onRename={() => setRenaming(true)}
          onMove={onMove}
        />
      )}
    </>
  );
}
