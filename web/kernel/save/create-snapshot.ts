import type { Backup } from '../backup/backup.ts';
import { type Context, openParts } from '../context.ts';
import type { Metadata } from '../metadata.ts';
import { withMetadata } from '../parts.ts';
import type { SnapshotResult } from '../persistence-service.ts';
import type { Problem } from '../problem.ts';
import type { WorkingCopy } from '../working-copy.ts';
import { type Persistence, persist } from './persist.ts';
import { deviceProblem, problemOf } from './problems.ts';
import type { RepeatableKey } from './repeatable-key.ts';
import { showFailure } from './show-failure.ts';

/** POSTs a snapshot of what is shown, flushed first; the same body and key again until it is settled, also when a person asks again. */
export async function createSnapshot<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  backup: Backup,
  metadata: Metadata,
  repeatable: RepeatableKey,
  persistence: Persistence,
): Promise<SnapshotResult> {
  const { journal, store, clock, api } = context;
  store.dispatch({ type: 'sendStarted', of: 'snapshot', atMs: clock.now() });
  const onDisk = await backup.flush();
  const prepared = onDisk ? await journal.prepare(copy.info.bufferId, { metadata }) : null;
  const parts = openParts(context);
  if (copy.closed || parts === null) return { kind: 'nothingOpen' };
  const ready = prepared?.ok ? prepared : await journal.pack(withMetadata(parts, metadata));
  if (!ready.ok) return failed(deviceProblem(ready));

  store.dispatch({ type: 'prepared', storedBytes: ready.value.storedBytes });
  const { body, contentHash, title, description } = ready.value;
  const key = repeatable.of(JSON.stringify([contentHash, title, description]));
  const outcome = await persist(context, persistence, () => api.createSnapshot(body, key));
  if (outcome.kind === 'abandoned') return { kind: 'nothingOpen' };
  if (outcome.kind !== 'ok') return failed(problemOf(outcome));
  repeatable.made();
  store.dispatch({ type: 'sendEnded' });
  context.onServerChange?.('snapshots');
  return { kind: 'created', id: outcome.value.id };

  function failed(problem: Problem): SnapshotResult {
    showFailure(context, 'snapshot', problem);
    return { kind: 'failed', problem };
  }
}
