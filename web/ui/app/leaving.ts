import { useLayoutEffect } from 'preact/hooks';
import { hasUnsavedChanges, type Target } from '../../kernel/index.ts';
import { isOnlyHere } from '../words/where-work-is.ts';
import { type AppModel, useApp } from './app-model.ts';
import { openMetadata } from './commands.ts';

/** Opens another session or snapshot; says so where that leaves unsaved work behind. */
export async function leaveFor(app: AppModel, target: Target): Promise<void> {
  const { workbench } = app;
  if (!(await leave(app))) return;
  if (target.kind === 'session') await workbench.openSession(target.id);
  else await workbench.openSnapshot(target.id);
}

/** Before something else is opened: asks where that is needed, and says what becomes of unsaved work. False: stay. */
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

/** Whether what is open may be put away: always, unless its latest changes are only in this page and the person stays. */
export async function mayLeave(app: AppModel): Promise<boolean> {
  return (await askToLeave(app)) !== 'stay';
}

/** Tries once more to back it up; only where that fails there is anything to ask. */
async function askToLeave({ workbench, dialog }: AppModel): Promise<'kept' | 'lost' | 'stay'> {
  if (!hasUnsavedChanges(workbench.lifecycle.peek())) return 'kept';
  await workbench.persistence.flush();
  if (!isOnlyHere(workbench.lifecycle.peek())) return 'kept';
  return new Promise((resolve) => {
    dialog.value = { kind: 'leaving', answer: (leave) => resolve(leave ? 'lost' : 'stay') };
  });
}

/** Asks before the page is closed, but only where something would be lost by it. */
export function useLeaveGuard(): void {
  const { workbench } = useApp();
  const isUnsaved = hasUnsavedChanges(workbench.lifecycle.value);
  // Before the next thing a person can do, which may be to close the page.
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
