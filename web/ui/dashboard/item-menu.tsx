import type { ComponentChildren } from 'preact';
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
