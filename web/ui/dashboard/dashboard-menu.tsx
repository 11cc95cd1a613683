import type { ComponentChildren } from 'preact';
import type { Dashboard, SessionContent } from '../../workbench/content/schema.ts';
import {
  changeDashboardView,
  deleteDashboard,
  duplicateDashboard,
} from '../../workbench/edits/dashboards.ts';
import { restoreDashboard } from '../../workbench/edits/restore.ts';
import type { Edit } from '../../workbench/session/workbench-session.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { useApp } from '../app/app-model.ts';
import { DASHBOARD_LIMIT, useLimitedEdit } from '../app/limited-edit.ts';
import { copyPlaceLink } from '../app/link-dialog.tsx';
import { Menu, MenuItem, MenuSeparator } from '../components/menu.tsx';
import { lastDay } from '../modules/controls/at-choice.tsx';

interface DashboardMenuProps {
  dashboard: Dashboard;
  index: number;
  workbench: Workbench;
  onRename(): void;
  onMove(to: number): void;
}

/** Menu of the open dashboard. */
export function DashboardMenu({
  dashboard,
  index,
  workbench,
  onRename,
  onMove,
}: DashboardMenuProps) {
  const { id, name, linked = true, date = null } = dashboard;
  const last = lastDay(workbench);
  const app = useApp();
  const view = (changes: Parameters<typeof changeDashboardView>[2], label: string) =>
    workbench.edit((content) => changeDashboardView(content, id, changes), { label });
  const copyLink = () => copyPlaceLink(app, id);
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
        isSwitch
        checked={linked}
        onSelect={() => view({ linked: !linked }, linked ? 'Unlink charts' : 'Link charts')}
      >
        Linked charts
      </MenuItem>
      <MenuItem
        isSwitch
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
      <MenuItem icon="maximize" onSelect={showFullScreen}>
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

/** Shows the open dashboard on the whole screen. */
export function showFullScreen(): void {
  void document.querySelector('.dashboard')?.requestFullscreen();
}

interface ItemMenuProps {
  label: string;
  /** Keyboard shortcut for renaming. */
  renameKey?: string;
  onRename(): void;
  onDuplicate(): void;
  /** "Delete" */
  removal: string;
  onRemove(): void;
  /** Additional items. */
  children?: ComponentChildren;
}

/** Menu of a dashboard or a module: rename, duplicate, remove, and additional items. */
export function ItemMenu(props: ItemMenuProps) {
  const { label, renameKey, onRename, onDuplicate, removal, onRemove, children } = props;
  return (
    <Menu icon="more" iconOnly label={label}>
      <MenuItem icon="edit" {...(renameKey ? { shortcut: renameKey } : {})} onSelect={onRename}>
        Rename
      </MenuItem>
      <MenuItem icon="copy" onSelect={onDuplicate}>
        Duplicate
      </MenuItem>
      {children}
      <MenuSeparator />
      <MenuItem icon="trash" danger onSelect={onRemove}>
        {removal}
      </MenuItem>
    </Menu>
  );
}

interface Deletion {
  readonly id: string;
  /** Labels of the undo steps: "Delete dashboard", "Restore dashboard". */
  readonly labels: { readonly remove: string; readonly restore: string };
  /** The message afterwards: "Dashboard 'Wells' deleted". */
  readonly said: string;
  readonly remove: Edit;
  /** Restores the item from the content `before`; returns the same content if that is not possible. */
  restore(content: SessionContent, before: SessionContent): SessionContent;
}

/**
 * Deletes something and offers to restore it. The restore is a separate edit, so edits made meanwhile stay. The offer
 * ends when the session is closed or replaced, or when the item exists again.
 */
export function useDeletion(workbench: Workbench): (deletion: Deletion) => void {
  const { toasts } = useApp();
  return ({ id, labels, said, remove, restore }) => {
    const session = workbench.session.peek();
    if (!session) return;
    const before = session.content.peek();
    const origin = session.origin.peek();
    if (!session.edit(remove, { label: labels.remove })) return;
    const back: Edit = (content) => restore(content, before);
    const canBeUndone = () =>
      workbench.session.value === session &&
      session.origin.value === origin &&
      back(session.content.value) !== session.content.value;
    const undo = () => {
      if (canBeUndone()) session.edit(back, { label: labels.restore });
    };
    const action = { label: 'Undo', run: undo };
    toasts.show({ tone: 'info', text: said, about: id, passes: true, holds: canBeUndone, action });
  };
}
