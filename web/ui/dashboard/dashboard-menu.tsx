import type { Dashboard } from '../../workbench/content/schema.ts';
import { deleteDashboard, duplicateDashboard } from '../../workbench/edits/dashboards.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { Menu, MenuItem, MenuSeparator } from '../components/menu.tsx';
import { DASHBOARD_LIMIT } from './limit-words.ts';
import { useLimitedEdit } from './use-limited-edit.ts';

export interface DashboardMenuProps {
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
  const { id, name } = dashboard;
  const add = useLimitedEdit(workbench);
  const last = workbench.content.value.dashboards.length - 1;
  return (
    <Menu icon="more" iconOnly label={`Actions for dashboard ${name}`}>
      <MenuItem icon="edit" shortcut="F2" onSelect={onRename}>
        Rename
      </MenuItem>
      <MenuItem
        icon="copy"
        onSelect={() =>
          add(
            (content) => duplicateDashboard(content, id),
            { label: 'Duplicate dashboard' },
            DASHBOARD_LIMIT,
          )
        }
      >
        Duplicate
      </MenuItem>
      <MenuItem disabled={index === 0} onSelect={() => onMove(index - 1)}>
        Move left
      </MenuItem>
      <MenuItem disabled={index === last} onSelect={() => onMove(index + 1)}>
        Move right
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon="trash"
        danger
        onSelect={() =>
          workbench.edit((content) => deleteDashboard(content, id), { label: 'Delete dashboard' })
        }
      >
        Delete
      </MenuItem>
    </Menu>
  );
}
