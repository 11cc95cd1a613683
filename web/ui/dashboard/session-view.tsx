import { useEffect, useState } from 'preact/hooks';
import { activeDashboard } from '../../workbench/content/select.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { PanelHost, type PanelName } from '../panels/panel-host.tsx';
import { DashboardTabs } from './dashboard-tabs.tsx';
import { DashboardView } from './dashboard-view.tsx';
import { EnsembleStrip } from './ensemble-strip.tsx';
import { Toolbar } from './toolbar.tsx';
import { useUndoKeys } from './use-undo-keys.ts';

/** The open session or snapshot: its dashboards, and panels beside them. */
export function SessionView({ workbench }: { workbench: Workbench }) {
  const [panel, setPanel] = useState<PanelName | null>(null);
  useUndoKeys(workbench);
  useTheme(workbench);
  const dashboard = activeDashboard(workbench.content.value);
  return (
    <div class="session">
      <div class="session-bar">
        <DashboardTabs workbench={workbench} />
        <Toolbar workbench={workbench} panel={panel} onPanel={setPanel} />
      </div>
      <EnsembleStrip workbench={workbench} onOpen={setPanel} />
      <div class="session-room">
        <DashboardView key={dashboard?.id} dashboard={dashboard} workbench={workbench} />
        {panel && <PanelHost name={panel} workbench={workbench} onClose={() => setPanel(null)} />}
      </div>
    </div>
  );
}

/** A theme that the session names counts while it is open. */
function useTheme(workbench: Workbench): void {
  const { theme } = workbench.content.value.settings;
  useEffect(() => {
    if (theme === 'system') return;
    const { dataset } = document.documentElement;
    const before = dataset.theme;
    dataset.theme = theme;
    return () => {
      if (before === undefined) delete dataset.theme;
      else dataset.theme = before;
    };
  }, [theme]);
}
