import { useLayoutEffect } from 'preact/hooks';
import { hasUnsavedChanges, type Target } from '../../kernel/index.ts';
import { isOnlyHere } from '../words/where-work-is.ts';
import { type AppModel, useApp } from './app-model.ts';
import { openMetadata } from './commands.ts';

/** Opens another session or snapshot, and says where unsaved work stays. */
export async function leaveFor(app: AppModel, target: Target): Promise<void> {
  const { workbench } = app;
  if (!(await leave(app))) return;
  if (target.kind === 'session') await workbench.openSession(target.id);
  else await workbench.openSnapshot(target.id);
}

/** Call before something else is opened: asks if work could be lost, and says where unsaved work stays. False: stay. */
export async function leave(app: AppModel): Promise<boolean> {
  const { workbench, toasts } = app;
  const isUnsaved = hasUnsavedChanges(workbench.lifecycle.peek());
  const { title } = openMetadata(app);
  const left = await askToLeave(app);
  if (isUnsaved && left === 'kept') {
    const text = `The unsaved changes to "${title}" stay on this device. The start page offers them again.`;
    toasts.show({ tone: 'info', text });
  }
  return left !== 'stay';
}

export async function leaveToStart(app: AppModel): Promise<void> {
  if (await mayLeave(app)) await app.workbench.closeSession();
}

/** Whether what is open may be closed. Asks only if its latest changes exist only in this page. */
export async function mayLeave(app: AppModel): Promise<boolean> {
  return (await askToLeave(app)) !== 'stay';
}

/** Tries to back up the work once more, and asks only if that fails. */
async function askToLeave({ workbench, dialog }: AppModel): Promise<'kept' | 'lost' | 'stay'> {
  if (!hasUnsavedChanges(workbench.lifecycle.peek())) return 'kept';
  await workbench.persistence.flush();
  if (!isOnlyHere(workbench.lifecycle.peek())) return 'kept';
  return new Promise((resolve) => {
    dialog.value = { kind: 'leaving', answer: (leave) => resolve(leave ? 'lost' : 'stay') };
  });
}

/** Lets the browser ask before the page is closed, but only if work would be lost. */
export function useLeaveGuard(): void {
  const { workbench } = useApp();
  const isUnsaved = hasUnsavedChanges(workbench.lifecycle.value);
  // A layout effect: it is there before the person can close the page.
  useLayoutEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => {
      if (!isOnlyHere(workbench.lifecycle.peek()) && workbench.persistence.keepNow()) return;
      event.preventDefault();
      void workbench.persistence.flush();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isUnsaved, workbench]);
}
