import { useSignal } from '@preact/signals';
import { whereWorkIs } from '../words/where-work-is.ts';
import { type AppModel, useApp } from './app-model.ts';

/**
 * Reloads the page if all of the work is backed up and the site answers, so that it loses nothing and
 * never ends at nothing. Where the page stays, says why, unless the work itself says it; else null.
 */
export async function reload({ workbench, ports }: AppModel): Promise<string | null> {
  if (!(await workbench.persistence.flush())) return '';
  if (await ports.device.reload()) return null;
  // With the time, since the same words again would not be read out.
  return `Holdfast cannot be reached (tried ${new Date().toLocaleTimeString('en-GB')}).`;
}

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
