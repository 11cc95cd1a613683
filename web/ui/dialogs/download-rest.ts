import type { AppModel } from '../app/app-model.ts';

/** Hands over as a file whatever could be read of something; says so where that is nothing. */
export async function downloadRest(
  { ports, toasts }: AppModel,
  fileName: string,
  reading: Promise<string | null>,
): Promise<void> {
  const text = await reading;
  if (text === null) toasts.show({ tone: 'danger', text: 'Nothing of it could be read.' });
  else ports.device.download(fileName, new Blob([text], { type: 'application/json' }));
}
