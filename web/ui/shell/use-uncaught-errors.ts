import { useEffect } from 'preact/hooks';
import { useApp } from '../app/app-model.ts';
import { reload } from '../app/reload.ts';
import { whereWorkIs } from '../app/where-work-is.ts';

/** Says that something did not work where nothing else says it; the browser's console has the error. */
export function useUncaughtErrors(): void {
  const app = useApp();
  useEffect(() => {
    const tell = (what: string) =>
      app.toasts.show({
        tone: 'danger',
        about: 'uncaught error',
        text: `${what} ${whereWorkIs(app.workbench.lifecycle.peek())}`,
        action: {
          label: 'Reload the page',
          run: async () => {
            const stayed = await reload(app);
            if (stayed !== null) tell(stayed);
          },
        },
      });
    const onRejection = ({ reason }: PromiseRejectionEvent) => {
      if (reason?.name !== 'AbortError') tell('Something in this page did not work.');
    };
    addEventListener('unhandledrejection', onRejection);
    return () => removeEventListener('unhandledrejection', onRejection);
  }, [app]);
}
