import { useEffect } from 'preact/hooks';
import type { Workbench } from '../../workbench/workbench.ts';

/** Ctrl or Cmd with Z, Shift+Z or Y, wherever the focus is; a text field keeps its own undo. */
export function useUndoKeys(workbench: Workbench): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || hasUndoOfItsOwn(event.target))
        return;
      const key = event.key.toLowerCase();
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

const TEXT_FIELDS =
  'textarea, input:not([type=checkbox], [type=radio], [type=range], [type=color])';

function hasUndoOfItsOwn(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`${TEXT_FIELDS}, dialog`) !== null;
}
