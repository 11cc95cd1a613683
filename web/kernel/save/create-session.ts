import type { Backup } from '../backup/backup.ts';
import { entryKey } from '../backup/entry.ts';
import { type Context, openSession } from '../context.ts';
import type { Metadata, SessionMetadata } from '../metadata.ts';
import type { Outcome } from '../ports/api.ts';
import { type Attempt, setBase, type WorkingCopy } from '../working-copy.ts';
import { dropAttempts, dropIfRefused, isSame, makeAttempt, remakeAttempt } from './attempts.ts';
import { type Abandoned, type OtherUser, type Persistence, persist } from './persist.ts';
import { settle } from './settle.ts';

export interface Created {
  readonly metadata: SessionMetadata;
  /** Holds what was shown when this save began: nothing was sent again that an earlier try had made. */
  readonly isCurrent: boolean;
}

/**
 * POSTs what is shown as a new session. An attempt whose outcome is unknown is sent again byte for
 * byte with the same key, also after a restart, until the server has said which session it made.
 */
export async function createSession<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  backup: Backup,
  { key, metadata }: { readonly key: string; readonly metadata?: Metadata },
  persistence: Persistence,
): Promise<Outcome<Created> | OtherUser | Abandoned> {
  const asOwner = { ...persistence, asOwner: true };
  let isCurrent = false;
  const created = await persist(context, asOwner, tryCreate);
  if (created.kind !== 'ok') return created;
  const { attempt, id } = created.value;
  const read = await persist(context, persistence, () => readMetadata(id));
  if (read.kind !== 'ok') {
    if (read.kind === 'notFound') await dropAttempts(context, copy);
    return read;
  }
  if (attempt !== null && isSame(attempt, read.value)) {
    await settle(context, copy, backup, attempt, read.value);
    return { kind: 'ok', value: { metadata: read.value, isCurrent } };
  }
  return askAbout(attempt, read.value);

  async function tryCreate(): Promise<Outcome<{ attempt: Attempt | null; id: string }>> {
    const made = await attemptToSend();
    if (made.kind !== 'made') return made;
    const answer = await context.api.createSession(made.body, key);
    if (answer.kind === 'keyReused' && answer.current !== null)
      return { kind: 'ok', value: { attempt: null, id: answer.current.id } };
    await dropIfRefused(context, copy, made.attempt, answer);
    if (answer.kind !== 'ok') return answer;
    return { kind: 'ok', value: { attempt: made.attempt, id: answer.value.id } };
  }

  async function attemptToSend() {
    const pending = copy.attempts.find(({ sent }) => sent.createKey === key);
    const body = pending && (await remakeAttempt(context, copy, pending));
    isCurrent = !body;
    if (pending && body) return { kind: 'made', attempt: pending, body } as const;
    return makeAttempt(context, copy, backup, { createKey: key, metadata });
  }

  async function readMetadata(id: string): Promise<Outcome<SessionMetadata>> {
    const read = await context.api.getMetadata(id);
    if (read.kind !== 'ok' || read.value !== 'unchanged') return read as Outcome<SessionMetadata>;
    return { kind: 'unknown', message: 'The server answered "unchanged" to nothing' };
  }

  /**
   * The key had made a session already, and it holds something else: somebody has changed it since,
   * or what is shown here is older than what was sent. Either way a person decides.
   */
  async function askAbout(attempt: Attempt | null, current: SessionMetadata) {
    if (attempt === null) {
      await baseOn({ ...current, ...UNKNOWN_STATE });
    } else {
      const { title, description, contentHash } = attempt.sent;
      const first = { ...current, ...UNKNOWN_STATE, version: 1, title, description, contentHash };
      await settle(context, copy, backup, attempt, { ...first, updatedAt: current.createdAt });
    }
    return { kind: 'conflict', current } as const;
  }

  /** What exactly the server holds is not known here: a merge will compare without a base. */
  async function baseOn(persisted: SessionMetadata): Promise<void> {
    const oldKey = entryKey(copy.info);
    setBase(copy, persisted, null);
    copy.head = null;
    const shown = openSession(context);
    if (shown === null) return;
    const { metadata, local } = shown;
    context.store.dispatch({ type: 'takenOver', persisted, metadata, local });
    if (await backup.flush()) context.entries.remove(oldKey);
    context.onServerChange?.('sessions');
  }
}

/** Older than and unlike anything the server has. */
const UNKNOWN_STATE = { version: 0, etag: '"unknown"', contentHash: '' } as const;
