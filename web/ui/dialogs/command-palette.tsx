import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useApp } from '../app/app-model.ts';
import { Dialog } from '../components/dialog.tsx';
import { Icon } from '../components/icon.tsx';
import { keysOf, shortcuts } from '../shell/shortcuts.ts';
import { type Entry, usePaletteEntries } from './palette-entries.ts';

/** Entries shown; a longer search text finds the others. */
const SHOWN_MAX = 100;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Finds commands, cards and sessions by a few letters of their name. */
export function CommandPalette({
  typed = '',
  onClose,
}: {
  /** What to search for at first. */
  typed?: string | undefined;
  onClose(): void;
}) {
  const app = useApp();
  const id = useId();
  const search = useSignal(typed);
  const at = useSignal(0);
  const list = useRef<HTMLDivElement>(null);
  const found = matching(usePaletteEntries(app), search.value).slice(0, SHOWN_MAX);
  const chosen = Math.min(at.value, found.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, search.value]);
  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    // Close this dialog first, so that what the command opens keeps the focus.
    onClose();
    setTimeout(() => entry.run());
  };
  return (
    <Dialog title="Find a command, a card or a session" onClose={onClose}>
      <input
        class="ui-input"
        type="text"
        role="combobox"
        aria-label="Search"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found.length > 0 ? `${id}-${chosen}` : undefined}
        placeholder="Type a few letters"
        autofocus
        value={search.value}
        onInput={(event) => {
          search.value = event.currentTarget.value;
          at.value = 0;
        }}
        onKeyDown={(event) => {
          const step = STEPS[event.key];
          if (step !== undefined && found.length > 0) {
            event.preventDefault();
            at.value = (chosen + step + found.length) % found.length;
          }
          if (event.key === 'Enter') run(found[chosen]);
        }}
      />
      <div ref={list} id={id} class="palette" role="listbox" aria-label="Found">
        {found.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the search field handles the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the search field
          <div
            key={`${entry.group} ${entry.key}`}
            id={`${id}-${index}`}
            class="palette-entry"
            role="option"
            aria-selected={index === chosen}
            onClick={() => run(entry)}
          >
            <Icon name={entry.icon} />
            <span class="palette-label truncate">{entry.label}</span>
            <span class="muted small">{entry.group}</span>
            {entry.keys && <kbd>{entry.keys}</kbd>}
          </div>
        ))}
      </div>
      <p class="muted small" role="status">
        {found.length === 0 ? 'Nothing found.' : ''}
      </p>
    </Dialog>
  );
}

/** Entries that contain every word of the search; those that start with the search text come first. */
function matching(entries: readonly Entry[], search: string): readonly Entry[] {
  const text = search.trim().toLowerCase();
  const words = text.split(/\s+/);
  const having = entries.filter(({ label, group }) => {
    const all = `${label} ${group}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  const begins = ({ label }: Entry) => text !== '' && label.toLowerCase().startsWith(text);
  return [...having.filter(begins), ...having.filter((entry) => !begins(entry))];
}

/** Keys that act on the focused element. */
const others = [
  { label: 'Move in menus and lists', keys: 'Arrows' },
  { label: 'Close a menu, a panel or a dialog', keys: 'Esc' },
  { label: 'Move a module, on its grip', keys: 'Arrows' },
  { label: 'Resize a module, on its grip', keys: 'Shift+Arrows' },
  { label: 'Read a chart; zoom in, out, see all', keys: 'Arrows; + - 0' },
  { label: 'Rename a dashboard', keys: 'F2' },
  { label: 'Move a dashboard', keys: 'Ctrl+Shift+Arrows' },
];

/** Lists all keyboard shortcuts. */
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
