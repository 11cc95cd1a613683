import type { SessionMetadata } from '../../../contract/sessions.ts';
import { type BufferSummary, hasUnsavedChanges, type State } from '../../kernel/index.ts';
import { whereWorkIs } from '../words/where-work-is.ts';

const NAMED_SESSIONS = 3;

type Sessions = readonly Pick<SessionMetadata, 'id' | 'title'>[];

/**
 * Asks to confirm that sessions are deleted, and says where their unsaved changes stay. `state`: of this page. `unsaved`:
 * the sessions that other tabs of this browser have open with unsaved changes.
 */
export function deletionQuestion(
  sessions: Sessions,
  state: State<unknown>,
  unsaved: readonly Pick<BufferSummary, 'sessionId'>[],
): string {
  const names = quoted(sessions.slice(0, NAMED_SESSIONS));
  const others = sessions.length - NAMED_SESSIONS;
  const more = others > 0 ? ` and ${others} more` : '';
  const them = sessions.length === 1 ? 'it' : 'them';
  return [
    `Move ${names}${more} to the trash? Snapshots of ${them} stay.`,
    unsavedHere(sessions, state),
    unsavedElsewhere(sessions, unsaved),
  ]
    .filter(Boolean)
    .join(' ');
}

function unsavedHere(sessions: Sessions, state: State<unknown>): string {
  const isSession = state.kind === 'Loaded' && state.mode === 'session';
  if (!isSession || !hasUnsavedChanges(state)) return '';
  const own = sessions.filter(({ id }) => id === state.persisted?.id);
  if (own.length === 0) return '';
  return `${quoted(own)} is open here with unsaved changes. ${whereWorkIs(state)} It can be saved as a new session.`;
}

function unsavedElsewhere(
  sessions: Sessions,
  unsaved: readonly Pick<BufferSummary, 'sessionId'>[],
): string {
  const open = sessions.filter(({ id }) => unsaved.some(({ sessionId }) => sessionId === id));
  if (open.length === 0) return '';
  const links = open.length === 1 ? 'its link opens' : 'their links open';
  return `Another tab has ${quoted(open)} open with unsaved changes. The changes stay in that tab and on this device, where ${links} them.`;
}

function quoted(sessions: Sessions): string {
  return sessions.map(({ title }) => `"${title}"`).join(', ');
}
