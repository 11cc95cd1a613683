import type { BufferSummary } from '../../kernel/index.ts';
import type { AppModel } from '../app/app-model.ts';
import { problemWords } from '../words/status-words.ts';

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
