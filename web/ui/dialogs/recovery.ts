import type { SessionMetadata } from '../../../contract/sessions.ts';
import type { BufferSummary, Problem } from '../../kernel/index.ts';
import type { Drafts } from '../../workbench/drafts.ts';
import type { AppModel } from '../app/app-model.ts';
import { type Explanation, explainProblem } from '../words/explain-problem.ts';
import { problemWords } from '../words/status-words.ts';

/** Nothing is left to recover: it went, or it belongs to another tab now. */
export function isNoLongerOffered({ kind }: Problem): boolean {
  return kind === 'damaged' || kind === 'notFound' || kind === 'heldElsewhere';
}

/** It is all there, only not understood. */
export function isWhole({ kind }: Problem): boolean {
  return kind === 'newer' || kind === 'invalid';
}

/** Why unsaved work was not recovered, where it is, and what to do. `damagedAt`: where damaged work is listed. */
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
        `Nothing of it was deleted: what can be read of it can be downloaded ${damagedAt}.`,
      );
    case 'heldElsewhere':
      return explainProblem(problem, 'Nothing is lost: go on in that tab, or close it first.');
    default:
      return explainProblem(
        problem,
        'Nothing was deleted: it stays on this device and is offered again.',
      );
  }
}

/** Discards offered buffers, and says which are still there and why. */
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

/** The session that a first save made whose end nobody saw: looked for in the cloud. Null where none was under way. */
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
    // Further pages are older saves: a first save that is not here may be among them.
    return items.find(isSent) ?? (pageToken === null ? null : 'unknown');
  } catch {
    return 'unknown';
  }
}

/** The editors in which something is typed, by name: '"Percentiles", "Filter"'. */
export function editorNames(drafts: Readonly<Record<string, unknown>>): string {
  return Object.values(drafts as Drafts)
    .map(({ label }) => `"${label}"`)
    .join(', ');
}

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

/** Says why the work that the address asks for was not recovered, and where to look for it. */
export function tellNotRecovered({ workbench, toasts, dialog }: AppModel, problem: Problem): void {
  const look = {
    label: 'What is kept here...',
    run() {
      dialog.value = { kind: 'recovery' };
    },
  };
  // Otherwise a dialog shows it by itself.
  const action = workbench.lifecycle.peek().kind === 'Empty' ? { action: look } : {};
  toasts.show({ tone: 'danger', text: notRecoveredWords(problem), ...action });
}

export function notRecoveredWords(problem: Problem): string {
  if (problem.kind === 'notFound') {
    return 'The work that this address asks for is not on this device. It was saved, recovered or discarded meanwhile, or it is in another browser or of another person.';
  }
  const { title, text } = explainProblem(
    problem,
    'Nothing of it was deleted: what this device keeps is listed on the start page.',
  );
  return `The work that this address asks for was not recovered. ${title}. ${text}`;
}
