import { useEffect, useState } from 'preact/hooks';
import { activeDashboard } from '../../workbench/content/select.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { lazy } from '../app/lazy.tsx';
import { DialogLoadFailure } from '../app/load-failure.tsx';
import { DashboardTabs } from '../dashboard/dashboard-tabs.tsx';
import { DashboardView } from '../dashboard/dashboard-view.tsx';
import { PanelHost, type PanelName } from '../panels/panel-host.tsx';
import { EnsembleStrip } from './ensemble-strip.tsx';
import { Toolbar } from './toolbar.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { useUndoKeys } from './use-undo-keys.ts';

const ImportDialog = lazy(
  async () => (await import('../panels/import/import-dialog.tsx')).ImportDialog,
  DialogLoadFailure,
);

/** The open session or snapshot: its dashboards, and panels beside them. */
export function SessionView({ workbench }: { workbench: Workbench }) {
  const [panel, setPanel] = useState<PanelName | null>(null);
  const [files, setFiles] = useState<readonly File[] | null>(null);
  const drop = useFileDrop(!workbench.readOnly.value, setFiles);
  useUndoKeys(workbench);
  useTheme(workbench);
  const dashboard = activeDashboard(workbench.content.value);
  return (
    <div class="session" {...drop.handlers}>
      <div class="session-bar">
        <DashboardTabs workbench={workbench} />
        <Toolbar workbench={workbench} panel={panel} onPanel={setPanel} />
      </div>
      <EnsembleStrip workbench={workbench} onOpen={setPanel} />
      <div class="session-room">
        <DashboardView key={dashboard?.id} dashboard={dashboard} workbench={workbench} />
        {panel && (
          <PanelHost
            name={panel}
            workbench={workbench}
            onImport={setFiles}
            onClose={() => setPanel(null)}
          />
        )}
      </div>
      {drop.over && <p class="session-drop">Drop CSV files to import them</p>}
      {files && <ImportDialog files={files} workbench={workbench} onClose={() => setFiles(null)} />}
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
