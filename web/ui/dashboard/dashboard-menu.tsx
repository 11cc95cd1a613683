import type { Dashboard } from '../../workbench/content/schema.ts';
import {
  changeDashboardView,
  deleteDashboard,
  duplicateDashboard,
} from '../../workbench/edits/dashboards.ts';
import { restoreDashboard } from '../../workbench/edits/restore.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { useApp } from '../app/app-model.ts';
import { DASHBOARD_LIMIT, useLimitedEdit } from '../app/limited-edit.ts';
import { copyPlaceLink } from '../app/links.ts';
import { MenuItem } from '../components/menu.tsx';
import { lastDay } from '../modules/linking/date-bar.tsx';
import { ItemMenu, useDeletion } from './item-menu.tsx';

interface DashboardMenuProps {
  dashboard: Dashboard;
  index: number;
  workbench: Workbench;
  onRename(): void;
  onMove(to: number): void;
}

/** What can be done with the open dashboard. */
export function DashboardMenu({
  dashboard,
  index,
  workbench,
  onRename,
  onMove,
}: DashboardMenuProps) {
  const { id, name, linked = true, date = null } = dashboard;
  const last = lastDay(workbench);
  const { ports, toasts } = useApp();
  const view = (changes: Parameters<typeof changeDashboardView>[2], label: string) =>
    workbench.edit((content) => changeDashboardView(content, id, changes), { label });
  const copyLink = () => copyPlaceLink({ ports, toasts }, id);
  const present = () => document.querySelector('.dashboard')?.requestFullscreen();
  const add = useLimitedEdit(workbench);
  const remove = useDeletion(workbench);
  const end = workbench.content.value.dashboards.length - 1;
  return (
    <ItemMenu
      label={`Actions for dashboard ${name}`}
      renameKey="F2"
      onRename={onRename}
      onDuplicate={() =>
        add(
          (content) => duplicateDashboard(content, id),
          { label: 'Duplicate dashboard' },
          DASHBOARD_LIMIT,
        )
      }
      removal="Delete"
      onRemove={() =>
        remove({
          id,
          labels: { remove: 'Delete dashboard', restore: 'Restore dashboard' },
          said: `Dashboard '${name}' deleted`,
          remove: (content) => deleteDashboard(content, id),
          restore: (content, before) => restoreDashboard(content, before, id),
        })
      }
    >
      <MenuItem
        checked={linked}
        onSelect={() => view({ linked: !linked }, linked ? 'Unlink charts' : 'Link charts')}
      >
        Linked charts
      </MenuItem>
      <MenuItem
        checked={date !== null}
        disabled={date === null && last === null}
        onSelect={() =>
          view(
            { date: date === null ? last : null },
            date === null ? 'Add date slider' : 'Remove date slider',
          )
        }
      >
        Date slider
      </MenuItem>
      <MenuItem icon="link" onSelect={copyLink}>
        Copy link to dashboard
      </MenuItem>
      <MenuItem icon="maximize" onSelect={present}>
        Full screen
      </MenuItem>
      <MenuItem icon="printer" onSelect={() => window.print()}>
        Print
      </MenuItem>
      <MenuItem disabled={index === 0} onSelect={() => onMove(index - 1)}>
        Move left
      </MenuItem>
      <MenuItem disabled={index === end} onSelect={() => onMove(index + 1)}>
        Move right
      </MenuItem>
    </ItemMenu>
  );
}
