import type { DamagedBuffer, KeptCopy, Metadata, Problem } from '../../kernel/index.ts';
import { contentModel } from '../../workbench/content/model.ts';
import { type ReadRest, readRest } from '../../workbench/content/rest.ts';
import type { Drafts } from '../../workbench/drafts.ts';
import { sessionText } from '../../workbench/session-file/session-text.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import type { AppModel } from './app-model.ts';
import { leave, mayLeave } from './leaving.ts';

/** Opens the undamaged parts of damaged work as a new session, and names the parts left out. */
export async function openRest(app: AppModel, { id }: DamagedBuffer): Promise<void> {
  const { workbench, toasts, dialog } = app;
  const rest = await workbench.persistence.restOfDamaged(id);
  if (rest.kind === 'failed') {
    const text = 'No part of it can be opened. A download contains whatever can be read.';
    toasts.show({ tone: 'danger', text });
    return;
  }
  if (!(await mayLeave(app))) return;
  dialog.value = null;
  await workbench.openContent(rest.content, rest.metadata);
  const text = `Opened without the damaged parts: ${rest.lost.join(', ')}. The damaged work is kept unchanged.`;
  toasts.show({ tone: 'warning', text });
}

/** Damaged work as text for a download: a session file of the readable parts with the raw data beside them, else the raw data. */
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

/**
 * Stored content as text for a download: a session file of the readable parts, or the raw text if no part can be read.
 * `typed`: what was typed in editors and is no part of the content; it stands beside either.
 */
export async function storedAsFile(
  metadata: Metadata,
  contentText: string,
  typed?: KeptCopy['drafts'],
): Promise<string> {
  const rest = await readRestText(contentText);
  if (!rest) return typed ? JSON.stringify({ typed, stored: contentText }) : contentText;
  return restAsFile(metadata, rest, { ...(typed && { typed }), stored: JSON.parse(contentText) });
}

/**
 * Opens the readable parts of a kept copy as a new session, and names the parts left out. The copy stays unchanged.
 * @returns why nothing was opened; null if it was, or if the person chose to stay.
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
    const words = `Opened without the parts that cannot be read: ${rest.lost.join(', ')}. The kept copy is unchanged.`;
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

/** The readable parts of a content's JSON text; null if there are none. */
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
