import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { type BufferSummary, hasUnsavedChanges, type Preview } from '../../kernel/index.ts';
import type { SessionContent } from '../../workbench/content/schema.ts';
import type { Version } from '../../workbench/differences/content-differences.ts';
import { type Compared, compareVersions } from '../../workbench/differences/merge-versions.ts';
import { type AppModel, useApp } from '../app/app-model.ts';
import { bringDrafts } from '../app/damaged-rest.ts';
import { leave } from '../app/leaving.ts';
import { useLoaded } from '../app/loading.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { timesApart } from '../words/format.ts';
import { problemWords } from '../words/status-words.ts';
import { DifferenceList, type Sides } from './difference-list.tsx';
import { editorNames } from './recovery.ts';

interface MergeBuffersProps {
  readonly newer: BufferSummary;
  readonly older: BufferSummary;
  onClose(): void;
}

type Found = Extract<Preview<SessionContent>, { kind: 'preview' }>;

/** Shows the differences between two unsaved states of one session, and offers to merge them. */
export function MergeBuffersDialog({ newer, older, onClose }: MergeBuffersProps) {
  const app = useApp();
  const { persistence } = app.workbench;
  const found = useLoaded(async () => {
    const [mine, theirs] = await Promise.all([
      persistence.preview(newer.bufferId),
      persistence.preview(older.bufferId),
    ]);
    if (mine.kind === 'failed' || theirs.kind === 'failed') return null;
    const base = commonBase(newer, older, { mine, theirs });
    return { mine, compared: await compareVersions(base ?? null, mine, theirs) };
  }, [newer.bufferId, older.bufferId]);
  const both = found.kind === 'loaded' ? found.value : null;
  const compared = both?.compared ?? null;
  const sides = useSignal<Sides>(new Map());
  const busy = useSignal(false);
  const isSame =
    compared !== null &&
    [compared.differences, compared.typed, compared.typedElse].every(
      (found) => Object.keys(found).length === 0,
    );
  const differences = compared?.differences ?? [];
  const undecided = differences.filter(
    ({ name, mergesAlone }) => !mergesAlone && !sides.value.has(name),
  ).length;
  const merged = useMemo(
    () => (undecided === 0 ? (compared?.merged(sides.value) ?? null) : null),
    [compared, undecided, sides.value],
  );
  const [newerTime, olderTime] = timesApart([newer.lastModifiedMs, older.lastModifiedMs]);
  const mergeBoth = async () => {
    if (busy.value || !merged || !compared) return;
    busy.value = true;
    await openMerged(app, newer, older, { ...compared, ...merged });
    busy.value = false;
  };
  return (
    <Dialog
      title={`Two unsaved states of "${newer.title}"`}
      size="medium"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Back</Button>
          {compared && !isSame && (
            <Button
              variant="primary"
              disabled={!merged}
              busy={busy.value}
              onClick={() => void mergeBoth()}
            >
              Merge and open
            </Button>
          )}
        </>
      }
    >
      {found.kind === 'loading' && <p class="muted">Comparing the two...</p>}
      {found.kind !== 'loading' && !both && <p>One of them can no longer be opened.</p>}
      {isSame && <p>Both have the same content.</p>}
      {both && !isSame && (
        <>
          <p>
            The newer one is from {newerTime}, the older one from {olderTime}.{' '}
            {undecided > 0
              ? `To merge them, choose a side for each part that both changed (${undecided} left).`
              : 'A merge combines both and is not saved yet. The older one goes to the kept copies for 30 days.'}
          </p>
          {differences.length > 0 && (
            <DifferenceList
              differences={differences}
              sides={sides.value}
              words={WORDS}
              mine={both.mine.content}
              onChoose={(name, side) => {
                sides.value = new Map(sides.value).set(name, side);
              }}
            />
          )}
          <TypedWords {...both.compared} />
        </>
      )}
    </Dialog>
  );
}

const WORDS = {
  mine: ['The newer one', 'the newer one'],
  theirs: ['The older one', 'the older one'],
} as const;

/** Says what happens to text typed in the older one that is not part of it yet. */
function TypedWords({ typed, typedElse }: Pick<Compared, 'typed' | 'typedElse'>) {
  const [along, left] = [editorNames(typed), editorNames(typedElse)];
  return (
    <>
      {along && <p>Text typed in {along} in the older one is carried over.</p>}
      {left && (
        <p>
          The newer one has other text in {left}. The text of the older one goes to its kept copy.
        </p>
      )}
    </>
  );
}

/** The common base of both: the earlier of the two cloud versions that they are based on. */
function commonBase(
  newer: BufferSummary,
  older: BufferSummary,
  { mine, theirs }: { mine: Found; theirs: Found },
): Found['base'] | null {
  if (!newer.base || !older.base) return null;
  return newer.base.version < older.base.version ? mine.base : theirs.base;
}

/** Opens the newer buffer with the merged content. Discards the older one once the merge is backed up. */
async function openMerged(
  app: AppModel,
  newer: BufferSummary,
  older: BufferSummary,
  { metadata, content, differences, typed }: Version & Compared,
): Promise<void> {
  const { dialog, toasts, workbench } = app;
  const { persistence } = workbench;
  if (!(await leave(app))) return;
  const problem = await persistence.recover(newer.bufferId);
  if (problem) {
    toasts.show({ tone: 'danger', text: `Not merged: ${problemWords(problem)}.` });
    return;
  }
  dialog.value = null;
  const isEdited = workbench.edit(() => content, { label: 'Merge' });
  if (differences.length > 0 && !isEdited) {
    const text =
      'Not merged: the result would not be a valid session. The older state is still offered.';
    toasts.show({ tone: 'danger', text });
    return;
  }
  persistence.editMetadata(metadata);
  bringDrafts(workbench, typed);
  const kept = (await persistence.flush()) ? await persistence.discard([older.bufferId]) : null;
  const text =
    kept?.size === 0
      ? 'Merged, and not saved yet. The older state is among the kept copies.'
      : 'Merged, and not saved yet. The older state is still offered.';
  const holds = () => hasUnsavedChanges(workbench.lifecycle.value);
  toasts.show({ tone: 'success', text, holds });
}
