import type { DamagedBuffer } from '../../kernel/index.ts';
import { sessionText } from '../../workbench/session-file/session-text.ts';
import type { AppModel } from '../app/app-model.ts';
import { mayLeave } from '../app/leaving.ts';

/** Opens what is whole of damaged work as a new session, and says by name what it is without. */
export async function openRest(app: AppModel, { id }: DamagedBuffer): Promise<void> {
  const { workbench, toasts, dialog } = app;
  const rest = await workbench.persistence.restOfDamaged(id);
  if (rest.kind === 'failed') {
    const text = 'Nothing of it can be opened. A download holds whatever can be read.';
    toasts.show({ tone: 'danger', text });
    return;
  }
  if (!(await mayLeave(app))) return;
  dialog.value = null;
  await workbench.openContent(rest.content, rest.metadata);
  const text = `Opened without what is damaged: ${rest.lost.join(', ')}. The damaged work is kept as it is.`;
  toasts.show({ tone: 'warning', text });
}

/** Damaged work as text for a download: where anything is whole, a session file that holds the rest as it is beside it. */
export async function readAsFile(
  { workbench: { persistence } }: AppModel,
  id: string,
): Promise<string | null> {
  const [damaged, rest] = await Promise.all([
    persistence.readDamaged(id),
    persistence.restOfDamaged(id),
  ]);
  if (damaged === null || rest.kind === 'failed') return damaged;
  const file = JSON.parse(sessionText(rest.metadata, rest.content));
  return JSON.stringify({ ...file, lost: rest.lost, damaged: JSON.parse(damaged) }, null, 2);
}
