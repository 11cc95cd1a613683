import type { ComponentChildren } from 'preact';
import type { SessionContent } from '../../workbench/content/schema.ts';
import type { Edit } from '../../workbench/session/workbench-session.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { useApp } from '../app/app-model.ts';
import { Menu, MenuItem, MenuSeparator } from '../components/menu.tsx';

interface ItemMenuProps {
  label: string;
  /** The key that renames as well. */
  renameKey?: string;
  onRename(): void;
  onDuplicate(): void;
  /** "Delete" */
  removal: string;
  onRemove(): void;
  /** What this kind of thing can do beside. */
  children?: ComponentChildren;
}

/** What can be done with a dashboard or a module. */
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
  /** What the steps are called: "Delete dashboard", "Restore dashboard". */
  readonly labels: { readonly remove: string; readonly restore: string };
  /** What is said afterwards: "Dashboard 'Wells' deleted". */
  readonly said: string;
  readonly remove: Edit;
  /** Brings back what was there `before`; the same content where that cannot be. */
  restore(content: SessionContent, before: SessionContent): SessionContent;
}

/**
 * Deletes something and offers it back: by an edit of its own, so that everything done meanwhile stays. The offer
 * ends when what is open was closed or replaced, and when the thing is there again.
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
