import type { AppModel } from './app-model.ts';

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
