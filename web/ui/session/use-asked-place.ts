import { useEffect } from 'preact/hooks';
import { activateDashboard } from '../../workbench/edits/activate-dashboard.ts';
import { changeDashboardView } from '../../workbench/edits/dashboards.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { useApp } from '../app/app-model.ts';
import { readAskedPlace } from '../app/asked-place.ts';

let isDone = false;

/** Opens the dashboard that the page's address named, with its chart enlarged, once. Nothing is edited by it. */
export function useAskedPlace(workbench: Workbench): void {
  const { arrivedWith } = useApp();
  useEffect(() => {
    const askedPlace = readAskedPlace(arrivedWith);
    if (isDone || !askedPlace) return;
    isDone = true;
    const { dashboardId, moduleId } = askedPlace;
    workbench.look((content) => {
      const opened = activateDashboard(content, dashboardId);
      return moduleId ? changeDashboardView(opened, dashboardId, { enlarged: moduleId }) : opened;
    });
  }, [workbench, arrivedWith]);
}
