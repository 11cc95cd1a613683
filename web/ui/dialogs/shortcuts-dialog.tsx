import { Dialog } from '../components/dialog.tsx';
import { keysOf, shortcuts } from '../shell/shortcuts.ts';

/** What keys do on the thing that has the focus. */
const others = [
  { label: 'Move in menus and lists', keys: 'Arrows' },
  { label: 'Close a menu, a panel or a dialog', keys: 'Esc' },
  { label: 'Move a module, on its grip', keys: 'Arrows' },
  { label: 'Resize a module, on its grip', keys: 'Shift+Arrows' },
  { label: 'Read a chart; zoom in, out, see all', keys: 'Arrows; + - 0' },
  { label: 'Rename a dashboard', keys: 'F2' },
  { label: 'Move a dashboard', keys: 'Ctrl+Shift+Arrows' },
];

/** Every key that does something. */
export function ShortcutsDialog({ onClose }: { onClose(): void }) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl class="dialog-shortcuts">
        {shortcuts.map((shortcut) => (
          <div key={shortcut.label}>
            <dt>{shortcut.label}</dt>
            <dd>
              <kbd>{keysOf(shortcut)}</kbd>
            </dd>
          </div>
        ))}
        {others.map(({ label, keys }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <kbd>{keys}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
