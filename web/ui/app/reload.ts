import { useSignal } from '@preact/signals';
import { isOnlyHere, whereWorkIs } from '../words/where-work-is.ts';
import { type AppModel, useApp } from './app-model.ts';

/**
 * Reloads the page if all work is backed up and the site answers, so that nothing is lost and the person never
 * sees the browser's error page.
 * @returns null if it reloads, else why not; '' if the work is not backed up, which `whereWorkIs` says.
 */
export async function reload({ workbench, ports }: AppModel): Promise<string | null> {
  if (!(await workbench.persistence.flush()) || isOnlyHere(workbench.lifecycle.peek())) return '';
  if (await ports.device.reload()) return null;
  // Includes the time, because screen readers do not announce the same text again.
  return `Holdfast cannot be reached (tried ${new Date().toLocaleTimeString('en-GB')}).`;
}

/** State of a button that reloads the page, and the text beside it. */
export function useReload() {
  const app = useApp();
  const busy = useSignal(false);
  const stayed = useSignal('');
  return {
    /** Where the work is, and why the page was not reloaded. */
    words: `${whereWorkIs(app.workbench.lifecycle.value)} ${stayed.value}`,
    busy: busy.value,
    async reload() {
      busy.value = true;
      stayed.value = (await reload(app)) ?? '';
      busy.value = false;
    },
  };
}
