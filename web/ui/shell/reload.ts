import type { AppModel } from '../app-model.ts';

/**
 * Reloads the page if all of the work is backed up and the site answers, so that it loses nothing and
 * never ends at nothing. Says where the page stays because of the site; else its work says why.
 */
export async function reload({ workbench, ports }: AppModel): Promise<string> {
  const isKept = await workbench.persistence.flush();
  if (!isKept || (await ports.device.reload())) return '';
  // With the time, since the same words again would not be read out.
  return `Holdfast cannot be reached (tried ${new Date().toLocaleTimeString('en-GB')}).`;
}
