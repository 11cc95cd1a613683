import type { SessionMetadata } from '../../../contract/sessions.ts';
import type { BufferSummary, Problem } from '../../kernel/index.ts';
import type { Drafts } from '../../workbench/drafts.ts';
import type { AppModel } from '../app/app-model.ts';
import { type Explanation, explainProblem } from '../words/explain-problem.ts';
import { problemWords } from '../words/status-words.ts';

/** The work can no longer be recovered here: it is gone or damaged, or another tab has it open. */
export function isNoLongerOffered({ kind }: Problem): boolean {
  return kind === 'damaged' || kind === 'notFound' || kind === 'heldElsewhere';
}

/** The work is complete, but this build cannot open it. */
export function isWhole({ kind }: Problem): boolean {
  return kind === 'newer' || kind === 'invalid';
}

/** Explains why unsaved work was not recovered, where it is, and what to do. `damagedAt`: where damaged work is listed. */
export function explainRecovery(problem: Problem, damagedAt: string): Explanation {
  switch (problem.kind) {
    case 'notFound':
      return {
        title: 'It no longer exists',
        text: 'It was recovered, saved or discarded in another tab.',
        details: [],
        help: null,
      };
    case 'damaged':
      return explainProblem(
        problem,
        `Nothing was deleted: whatever can be read of it can be downloaded ${damagedAt}.`,
      );
    case 'heldElsewhere':
      return explainProblem(problem, 'Nothing is lost. To recover it here, close that tab first.');
    default:
      return explainProblem(
        problem,
        'Nothing was deleted: it stays on this device and is offered again.',
      );
  }
}

/** Discards buffers, and says for each that was not discarded why. */
export async function discard(
  { workbench, toasts }: AppModel,
  buffers: readonly BufferSummary[],
): Promise<void> {
  const kept = await workbench.persistence.discard(buffers.map(({ bufferId }) => bufferId));
  for (const { bufferId, title } of buffers) {
    const problem = kept.get(bufferId);
    if (!problem) continue;
    const text = `"${title}" was not discarded: ${problemWords(problem)}.`;
    toasts.show({ tone: 'warning', text });
  }
}

/**
 * Finds the session that an interrupted first save of this buffer may have made in the cloud.
 * @returns null if no save was under way or it made no session; 'unknown' if that could not be found out.
 */
export async function lookForFirstSave(
  { workbench, ports }: Pick<AppModel, 'workbench' | 'ports'>,
  { bufferId }: BufferSummary,
): Promise<SessionMetadata | null | 'unknown'> {
  const preview = await workbench.persistence.preview(bufferId);
  const sent = preview.kind === 'preview' ? preview.attempts.map((one) => one.sent) : [];
  const [last] = sent;
  if (!last) return null;
  try {
    const query = { filter_title: last.title, page_size: 50 };
    const { items, pageToken } = await ports.library.sessions(query);
    const isSent = ({ contentHash }: SessionMetadata) =>
      sent.some((one) => one.contentHash === contentHash);
    // Further pages have older sessions, which may include the one searched for.
    return items.find(isSent) ?? (pageToken === null ? null : 'unknown');
  } catch {
    return 'unknown';
  }
}

/** Names of the editors that have drafts: '"Percentiles", "Filter"'. */
export function editorNames(drafts: Readonly<Record<string, unknown>>): string {
  return Object.values(drafts as Drafts)
    .map(({ label }) => `"${label}"`)
    .join(', ');
}

/** Downloads whatever could be read as a file, or says that nothing could be read. */
export async function downloadRest(
  { ports, toasts }: AppModel,
  fileName: string,
  reading: Promise<string | null>,
): Promise<void> {
  const text = await reading;
  if (text === null) toasts.show({ tone: 'danger', text: 'No part of it could be read.' });
  else ports.device.download(fileName, new Blob([text], { type: 'application/json' }));
}

/** Says why unsaved work was not recovered, and offers the recovery dialog. */
export function tellNotRecovered({ workbench, toasts, dialog }: AppModel, problem: Problem): void {
  const look = {
    label: 'Recover unsaved work...',
    run() {
      dialog.value = { kind: 'recovery' };
    },
  };
  // In other states the recovery dialog opens by itself.
  const action = workbench.lifecycle.peek().kind === 'Empty' ? { action: look } : {};
  toasts.show({ tone: 'danger', text: notRecoveredWords(problem), ...action });
}

export function notRecoveredWords(problem: Problem): string {
  if (problem.kind === 'notFound') {
    return 'This unsaved work is not on this device. It was saved, recovered or discarded meanwhile, or it is in another browser or belongs to another person.';
  }
  const { title, text } = explainProblem(
    problem,
    'Nothing was deleted: the start page lists what this device keeps.',
  );
  return `The unsaved work was not recovered. ${title}. ${text}`;
}
