import { effect, untracked } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useApp } from '../app/app-model.ts';
import { tellSaved } from '../app/commands.ts';
import { createResumedSaves } from './resumed-saves.ts';

/** Says how a save ended that had to wait: whoever asked for it was told only that it waits. */
export function useResumedSaves(): void {
  const app = useApp();
  useEffect(() => {
    const ended = createResumedSaves();
    return effect(() => {
      const result = ended(app.workbench.lifecycle.value);
      // A dialog that is open is not taken away; the status says what failed.
      if (result?.kind === 'failed' && app.dialog.peek()) return;
      if (result) untracked(() => tellSaved(app, result));
    });
  }, [app]);
}
