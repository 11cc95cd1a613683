import { Dialog } from '../components/dialog.tsx';
import { keysOf, shortcuts } from '../shell/shortcuts.ts';

/** Every key that does something everywhere. */
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
        <div>
          <dt>Move in menus and lists</dt>
          <dd>
            <kbd>Arrows</kbd>
          </dd>
        </div>
        <div>
          <dt>Close a menu or a dialog</dt>
          <dd>
            <kbd>Esc</kbd>
          </dd>
        </div>
      </dl>
    </Dialog>
  );
}
