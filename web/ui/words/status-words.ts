import type { JournalReason, LoadedSession, Local, Problem, State } from '../../kernel/index.ts';
import { ensemblesWith } from '../../workbench/content/assets.ts';
import { bytesOf, clockTime, day, isSameDay } from './format.ts';

/** The state of the work on this device and in the cloud, and one line that combines both. */
interface StatusWords {
  /** What this device has backed up. */
  readonly backup: string;
  /** What is saved in the cloud. */
  readonly cloud: string;
  readonly combined: string;
  /** `calm`: the cloud has everything; `unsaved`: there is work that only this device has. */
  readonly tone: 'calm' | 'unsaved' | 'busy' | 'warning' | 'danger';
}

/**
 * Describes the session's state. Says "Saved" only if the server holds exactly what is shown.
 * Times that are not on the day of `nowMs` include their date.
 */
export function statusWords(state: State<unknown>, nowMs: number): StatusWords {
  return wordsOf(state, (ms, precision) => moment(ms, nowMs, precision));
}

/** The combined line without times and progress, so that screen readers do not repeat it with every backup. */
export function spokenStatus(state: State<unknown>): string {
  return wordsOf(state, () => '')
    .combined.replace(/ \d+ %| (?=,)/g, '')
    .trimEnd();
}

function wordsOf(state: State<unknown>, say: Say): StatusWords {
  switch (state.kind) {
    case 'Empty':
      return words('', '', '', 'calm');
    case 'NewSession':
      return words('Nothing to back up yet', 'Not in the cloud yet', 'New session', 'unsaved');
    case 'LocalRecovery':
      return words('Unsaved work is kept on this device', '', 'Unsaved work was found', 'warning');
    case 'BackendLoading':
      return words('', 'Loading...', 'Loading...', 'busy');
    case 'Error':
      return errorWords(state.problem);
    case 'Loaded':
      return state.mode === 'snapshot'
        ? words('', 'Snapshot, read-only', 'Snapshot, read-only', 'calm')
        : sessionWords(state, say);
  }
}

/** Content that is not valid was received, and may be shown without its invalid parts. */
function errorWords({ kind }: Problem): StatusWords {
  const text = kind === 'invalid' ? 'Cannot be read completely' : 'Could not be loaded';
  return words('', text, text, 'danger');
}

function words(
  backup: string,
  cloud: string,
  combined: string,
  tone: StatusWords['tone'],
): StatusWords {
  return { backup, cloud, combined, tone };
}

function sessionWords(state: LoadedSession<unknown>, say: Say): StatusWords {
  const backup = backupWords(state, say);
  const cloud = cloudWords(state, say);
  if (state.local.kind === 'notBackedUp') return words(backup, cloud, backup, 'danger');
  const tone = cloudTone(state);
  if (tone === null) {
    return state.local.kind === 'clean'
      ? words(backup, cloud, cloud, 'calm')
      : words(backup, cloud, backup, 'unsaved');
  }
  return words(backup, cloud, cloud + keptWords(state, say), tone);
}

function backupWords({ content, local }: LoadedSession<unknown>, say: Say): string {
  switch (local.kind) {
    case 'clean':
      return 'No unsaved changes';
    case 'dirty':
      return 'Unsaved changes, backing up...';
    case 'backedUp':
      return `Unsaved changes, backed up ${say(local.atMs, 'seconds')}`;
    case 'notBackedUp':
      return `NOT backed up: ${
        local.reason === 'assetsLost'
          ? `${lostData(content, local.hashes)} is no longer on this device`
          : NOT_BACKED_UP[local.reason]
      }`;
  }
}

/** Names the imported data of lost assets by their ensembles. */
export function lostData(content: unknown, hashes: readonly string[]): string {
  const names = ensemblesWith(content, hashes).map((name) => `"${name}"`);
  return names.length > 0 ? `the imported data of ${names.join(', ')}` : 'some imported data';
}

/** Added to a change made elsewhere and to a sign-out, which must not hide whether the work is backed up. */
function keptWords({ cloud, remote, local }: LoadedSession<unknown>, say: Say): string {
  const isElsewhere =
    cloud.kind === 'idle' && (remote.kind === 'conflict' || remote.kind === 'gone');
  if (!isElsewhere && cloud.kind !== 'signedOut') return '';
  if (local.kind === 'backedUp') return `; backed up ${say(local.atMs, 'seconds')}`;
  return local.kind === 'dirty' ? '; backing up...' : '';
}

/** Completes "NOT backed up: ". */
const NOT_BACKED_UP: Readonly<Record<JournalReason, string>> = {
  quota: 'this device has no space left',
  disabled: 'this browser does not let the site store anything',
  unresponsive: "this browser's storage does not answer",
  stale: 'writing failed, trying again',
  missing: 'writing failed, trying again',
  damaged: 'the storage on this device is damaged',
  newerBuild: 'a newer version of this app is open in another tab; reload this one',
  failed: 'writing failed, this device may be full; trying again',
};

/** Whether so much is being sent that a person may want to stop it. */
export function sendsMuch(cloud: LoadedSession<unknown>['cloud']): boolean {
  const isLarge = cloud.kind === 'saving' || cloud.kind === 'snapshotting';
  return cloud.kind === 'uploading' || (isLarge && cloud.sentPercent !== null);
}

function cloudWords({ cloud, remote, persisted, local }: LoadedSession<unknown>, say: Say): string {
  const saved = persisted && say(Date.parse(persisted.updatedAt));
  const lastSaved = saved === null ? 'Not in the cloud yet' : `Last saved ${saved}`;
  switch (cloud.kind) {
    case 'saving':
      return `Saving...${percentWords(cloud.sentPercent)}`;
    case 'uploading':
      return uploadWords(cloud);
    case 'snapshotting':
      return `Creating snapshot...${percentWords(cloud.sentPercent)}`;
    case 'unknownOutcome':
      return cloud.of === 'save'
        ? 'No answer yet, checking whether it was saved...'
        : 'No answer yet, checking whether the snapshot was made...';
    case 'offline':
      return offlineWords(local, saved);
    case 'signedOut':
      return signedOutWords(local, saved, cloud.otherUser);
    case 'failed':
      return `${cloud.of === 'save' ? 'Not saved' : 'No snapshot made'}: ${problemWords(cloud.problem)}`;
    case 'idle':
      break;
  }
  if (remote.kind === 'conflict')
    return local.kind === 'clean' ? 'Newer version in the cloud' : 'External changes detected';
  if (remote.kind === 'gone') return 'Deleted from the cloud';
  return local.kind === 'clean' && saved !== null ? `Saved ${saved}` : lastSaved;
}

/** "Uploading data: 3 of 8 MB". The total is 0 until the server has said which data it lacks. */
function uploadWords({ sentBytes, totalBytes }: { sentBytes: number; totalBytes: number }): string {
  if (totalBytes === 0) return 'Checking which data to upload...';
  const digits = totalBytes < 10_000_000 ? 1 : 0;
  const inMegabytes = (bytes: number) => (bytes / 1_000_000).toFixed(digits);
  return `Uploading data: ${inMegabytes(sentBytes)} of ${inMegabytes(totalBytes)} MB`;
}

/** Empty once everything is sent: the wait for the response has no percentage. */
function percentWords(sent: number | null): string {
  return sent === null || sent >= 100 ? '' : ` ${sent} %`;
}

function signedOutWords(local: Local, savedAt: string | null, otherUser: boolean): string {
  if (local.kind === 'clean' && savedAt !== null)
    return `Saved ${savedAt}, now ${otherUser ? 'somebody else is signed in' : 'signed out'}`;
  return otherUser ? 'Not saved: somebody else is signed in' : 'Not saved: sign in again to save';
}

/** Says "kept on this device" only if the latest changes are backed up. */
function offlineWords(local: Local, savedAt: string | null): string {
  if (local.kind === 'clean') return savedAt === null ? 'Offline' : `Saved ${savedAt}, now offline`;
  if (local.kind === 'backedUp') return 'Offline, kept on this device';
  return local.kind === 'dirty' ? 'Offline, backing up...' : 'Offline';
}

/** null if the state of the backup is more important. */
function cloudTone({ cloud, remote, local }: LoadedSession<unknown>): StatusWords['tone'] | null {
  switch (cloud.kind) {
    case 'saving':
    case 'uploading':
    case 'snapshotting':
    case 'unknownOutcome':
      return 'busy';
    case 'offline':
    case 'signedOut':
      return 'warning';
    case 'failed':
      return 'danger';
    case 'idle':
      // Without unsaved changes a newer version is not a warning.
      if (remote.kind === 'conflict') return local.kind === 'clean' ? 'busy' : 'warning';
      return remote.kind === 'gone' ? 'warning' : null;
  }
}

/** A problem as the end of a sentence, for example after "Not saved: "; short enough for the status line. */
export function problemWords(problem: Problem): string {
  switch (problem.kind) {
    case 'network':
      return 'the server cannot be reached';
    case 'unavailable':
      return 'the server is busy, try again in a minute';
    case 'validation':
      return problem.issues[0] ?? problem.message;
    case 'signedOut':
      return 'you are signed out';
    case 'otherUser':
      return 'somebody else is signed in';
    case 'notFound':
      return 'it does not exist, or is not yours';
    case 'assetsMissing':
      return 'some of its data is neither on this device nor in the cloud';
    case 'tooLarge':
      return `it is too large${sizes(problem)}`;
    case 'newer':
      return 'it was written by a newer version of this app; reload the page';
    case 'invalid':
      return 'it cannot be read completely';
    case 'damaged':
      return 'it is damaged on this device';
    case 'heldElsewhere':
      return 'another tab has it open';
    case 'device':
    case 'unknown':
      return problem.message;
  }
}

function sizes({ bytes, maxBytes }: { bytes: number | null; maxBytes: number | null }): string {
  if (bytes === null || maxBytes === null) return '';
  const [taken, limit] = bytesOf(bytes, maxBytes);
  return ` (${taken}; the limit is ${limit})`;
}

/** Formats a time; returns '' where times are left out. */
type Say = (ms: number, precision?: 'seconds') => string;

/** "12:03", with seconds "12:03:22"; preceded by the date if it is not the day of `nowMs`. */
function moment(ms: number, nowMs: number, precision?: 'seconds'): string {
  const clock = clockTime(ms, precision);
  return isSameDay(ms, nowMs) ? clock : `${day(ms)}, ${clock}`;
}
