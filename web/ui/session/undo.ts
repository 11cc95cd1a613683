import { useEffect } from 'preact/hooks';
import { readSteps, writeSteps } from '../../workbench/session/kept-steps.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { shortcutKey } from '../components/focus.ts';

/** Undo and redo by Ctrl or Cmd with Z, Shift+Z or Y. Not in dialogs, nor in text fields, which have their own undo. */
export function useUndoKeys(workbench: Workbench): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || hasUndoOfItsOwn(event.target))
        return;
      const key = shortcutKey(event);
      const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
      if (!isRedo && key !== 'z') return;
      event.preventDefault();
      if (isRedo) workbench.redo();
      else workbench.undo();
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, [workbench]);
}

/** sessionStorage; null if the browser does not allow it. */
function tabStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

const UNDO_KEY = 'holdfast:undo';

/** Keeps the undo history across a reload of the tab if the same content is loaded again. Leaving the session drops it. */
export function useUndoOverReload({ session }: Workbench): void {
  const open = session.value;
  useEffect(() => {
    const storage = tabStorage();
    if (!storage || !open || open.readOnly) return;
    const text = storage.getItem(UNDO_KEY);
    const history = text === null ? null : readSteps(text, open.steps.now);
    if (history) open.resume(history);
    const forget = () => storage.removeItem(UNDO_KEY);
    const keep = () => {
      forget();
      const steps = writeSteps(open.steps);
      try {
        if (steps !== null) storage.setItem(UNDO_KEY, steps);
      } catch {
        // No room in the storage: the undo history is empty after the reload.
      }
    };
    addEventListener('pagehide', keep);
    return () => {
      removeEventListener('pagehide', keep);
      forget();
    };
  }, [open]);
}

const TEXT_FIELDS =
  'textarea, input:not([type=checkbox], [type=radio], [type=range], [type=color])';

function hasUndoOfItsOwn(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`${TEXT_FIELDS}, dialog`) !== null;
}
