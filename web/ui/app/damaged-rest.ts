import type { DamagedBuffer, KeptCopy, Metadata, Problem } from '../../kernel/index.ts';
import { contentModel } from '../../workbench/content/model.ts';
import { type ReadRest, readRest } from '../../workbench/content/rest.ts';
import type { Drafts } from '../../workbench/drafts.ts';
import { sessionText } from '../../workbench/session-file/session-text.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import type { AppModel } from './app-model.ts';
import { leave, mayLeave } from './leaving.ts';

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
  return restAsFile(rest.metadata, rest, { damaged: JSON.parse(damaged) });
}

/** What is stored, as text for a download: a session file of what can be read of it, where anything can. */
export async function storedAsFile(metadata: Metadata, contentText: string): Promise<string> {
  const rest = await readRestText(contentText);
  return rest ? restAsFile(metadata, rest, { stored: JSON.parse(contentText) }) : contentText;
}

/**
 * Opens a kept copy, which stays as it is, as a new session: what can be read of it, and by name what it is without.
 * Answers why nothing was opened.
 */
export async function openKept(
  app: AppModel,
  { id, title, description, drafts = {} }: KeptCopy,
): Promise<Problem | null> {
  const { workbench, toasts } = app;
  const text = await workbench.persistence.readKept(id);
  if (text === null) return { kind: 'notFound' };
  const read = contentModel.read(parsed(text));
  const rest = read.ok ? { content: read.content, lost: [] } : await readRestText(text);
  if (rest === null)
    return read.ok || read.reason === 'newer'
      ? { kind: 'newer' }
      : { kind: 'invalid', issues: read.issues };
  if (!(await leave(app))) return null;
  await workbench.openContent(rest.content, { title, description });
  bringDrafts(workbench, drafts);
  if (rest.lost.length > 0) {
    const words = `Opened without what cannot be read: ${rest.lost.join(', ')}. The kept copy stays as it is.`;
    toasts.show({ tone: 'warning', text: words });
  }
  return null;
}

/** Puts into the open session what was typed elsewhere and is no part of a content. */
export function bringDrafts(workbench: Workbench, drafts: KeptCopy['drafts'] = {}): void {
  for (const [key, draft] of Object.entries(drafts as Drafts)) workbench.draft(key, draft);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What can be read of a content's JSON text; null where that is nothing. */
export async function readRestText(contentText: string): Promise<ReadRest | null> {
  return readRest(parsed(contentText));
}

function restAsFile(
  metadata: Metadata,
  { content, lost }: ReadRest,
  beside: Readonly<Record<string, unknown>>,
): string {
  const file = JSON.parse(sessionText(metadata, content));
  return JSON.stringify({ ...file, lost, ...beside }, null, 2);
}
