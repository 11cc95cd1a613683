import type { AppModel } from '../app/app-model.ts';
import { isOpenSession, save } from '../app/commands.ts';
import { shortcutKey } from '../components/focus.ts';

export interface Shortcut {
  /** The key as `KeyboardEvent.key`, lower case. */
  readonly key: string;
  /** With Ctrl, on a Mac with Cmd. */
  readonly mod?: boolean;
  readonly shift?: boolean;
  readonly label: string;
  /** Absent if the screen itself listens for the key. */
  readonly run?: (app: AppModel) => void;
}

/** Keyboard shortcuts that work everywhere, in the order of the shortcuts dialog. */
export const shortcuts: readonly Shortcut[] = [
  { key: 's', mod: true, label: 'Save', run: (app) => void save(app) },
  {
    key: 's',
    mod: true,
    shift: true,
    label: 'Save as a new session',
    run: ifOpen((app) => {
      app.dialog.value = { kind: 'save', as: 'copy' };
    }),
  },
  {
    key: 'l',
    mod: true,
    shift: true,
    label: 'Create a snapshot',
    run: ifOpen((app) => {
      app.dialog.value = { kind: 'snapshot' };
    }),
  },
  {
    key: 'o',
    mod: true,
    label: 'Sessions and snapshots',
    run: (app) => {
      app.dialog.value = { kind: 'management', tab: 'sessions' };
    },
  },
  {
    key: 'k',
    mod: true,
    label: 'Find a command, a card or a session',
    run: (app) => {
      app.dialog.value = { kind: 'palette' };
    },
  },
  { key: 'z', mod: true, label: 'Undo' },
  { key: 'z', mod: true, shift: true, label: 'Redo' },
  { key: 'f8', label: 'Go to the latest message', run: goToMessage },
  {
    key: '?',
    label: 'Keyboard shortcuts',
    run: (app) => {
      app.dialog.value = { kind: 'shortcuts' };
    },
  },
];

function goToMessage(): void {
  [...document.querySelectorAll('.ui-toast')].at(-1)?.querySelector('button')?.focus();
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** "Ctrl+Shift+S", "⇧⌘S" */
export function keysOf({ key, mod, shift }: Shortcut): string {
  const name = key.toUpperCase();
  if (isMac) return `${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`;
  return [mod && 'Ctrl', shift && 'Shift', name].filter(Boolean).join('+');
}

/** The shortcut of a key with Ctrl or Cmd, as text. */
export function keysFor(key: string, shift = false): string {
  return keysOf({ key, mod: true, shift, label: '' });
}

/**
 * Runs the shortcut of a key press, but not while a dialog is open, nor for text that is typed into a field. While the
 * palette is loaded, text is kept for it.
 */
export function onKeyDown(app: AppModel, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey) return;
  const isFree = !document.querySelector('dialog[open]');
  const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
  const { dialog } = app;
  const shortcut = shortcuts.find((candidate) => matches(candidate, event));
  if (isFree && dialog.value?.kind === 'palette' && isText) {
    dialog.value = { kind: 'palette', typed: (dialog.value.typed ?? '') + event.key };
  } else {
    if (!shortcut?.run || (isText && isField(event.target))) return;
    if (isFree) shortcut.run(app);
  }
  event.preventDefault();
}

function matches({ key, mod = false, shift = false }: Shortcut, event: KeyboardEvent): boolean {
  if (shortcutKey(event) !== key || mod !== (event.ctrlKey || event.metaKey)) return false;
  return key === '?' || event.shiftKey === shift;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select');
}

function ifOpen(run: (app: AppModel) => void): (app: AppModel) => void {
  return (app) => {
    if (isOpenSession(app)) run(app);
  };
}
