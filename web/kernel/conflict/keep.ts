import type { Backup } from '../backup/backup.ts';
import { type Context, openSession } from '../context.ts';
import type { KeptInfo } from '../ports/journal.ts';
import type { Problem } from '../problem.ts';
import { deviceProblem } from '../save/problems.ts';
import type { WorkingCopy } from '../working-copy.ts';
import type { Theirs } from './theirs.ts';

/** Keeps what is shown, before a choice sets it aside; null when it is kept, else why it is not. */
export async function keepMine<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  backup: Backup,
): Promise<Problem | null> {
  const shown = openSession(context);
  if (shown === null) return null;
  if (!(await backup.flush()))
    return { kind: 'device', message: 'Your changes could not be kept on this device first' };
  const { title, description } = shown.metadata;
  const info: KeptInfo = {
    ...common(context, copy),
    title,
    description,
    side: 'mine',
    version: copy.info.base?.version ?? null,
  };
  const kept = await context.journal.keep(info, { bufferId: copy.info.bufferId });
  return kept.ok ? null : deviceProblem(kept);
}

export async function keepTheirs<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  { metadata, contentText }: Theirs<Content>,
): Promise<Problem | null> {
  const { title, description, version } = metadata;
  const info: KeptInfo = { ...common(context, copy), title, description, side: 'theirs', version };
  const kept = await context.journal.keep(info, { contentText });
  return kept.ok ? null : deviceProblem(kept);
}

function common<Content>({ clock, ownerId }: Context<Content>, { info }: WorkingCopy) {
  return { ownerId, sessionId: info.sessionId, keptAtMs: clock.now() };
}
