import { useEffect } from 'preact/hooks';
import { useApp } from '../app/app-model.ts';

/** Asks before the page is closed, but only while something would be lost by it. */
export function useLeaveGuard(): void {
  const { workbench } = useApp();
  const state = workbench.lifecycle.value;
  const wouldLose =
    state.kind === 'Loaded' && state.mode === 'session' && state.local.kind === 'notBackedUp';
  useEffect(() => {
    if (!wouldLose) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [wouldLose]);
}
