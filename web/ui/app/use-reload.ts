import { useSignal } from '@preact/signals';
import { useApp } from './app-model.ts';
import { reload } from './reload.ts';
import { whereWorkIs } from './where-work-is.ts';

/** For a button that reloads the page, and the words beside it. */
export function useReload() {
  const app = useApp();
  const busy = useSignal(false);
  const stayed = useSignal('');
  return {
    /** Where the work is, and why the page is still there after it was to be reloaded. */
    words: `${whereWorkIs(app.workbench.lifecycle.value)} ${stayed.value}`,
    busy: busy.value,
    async reload() {
      busy.value = true;
      stayed.value = (await reload(app)) ?? '';
      busy.value = false;
    },
  };
}
