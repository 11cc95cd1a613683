import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import {
  type Choice as ConflictChoice,
  hasUnsavedChanges,
  type Problem,
} from '../../kernel/index.ts';
import { isOnlyTheView } from '../../workbench/differences/only-the-view.ts';
import type { WorkbenchSession } from '../../workbench/session/workbench-session.ts';
import { type AppModel, useApp } from '../app/app-model.ts';
import { useLoadedFor } from '../app/loading.tsx';
import { tellLeft, tellStopped, tellWhenEnded } from '../app/tell-saved.ts';
import { Choice, Dialog } from '../components/dialog.tsx';
import { shortDateTime } from '../words/format.ts';
import { DifferenceList, type Sides } from './difference-list.tsx';
import { ProblemNote } from './problem-dialog.tsx';

/** Shows the differences between the open session and the newer version in the cloud, and up to five ways to continue. */
export function ConflictDialog({ onClose }: { onClose(): void }) {
  const app = useApp();
  const { workbench, dialog, toasts } = app;
  const { persistence } = workbench;
  const state = workbench.lifecycle.value;
  const conflict =
    state.kind === 'Loaded' && state.mode === 'session' && state.remote.kind === 'conflict'
      ? { session: state, theirs: state.remote.theirs }
      : null;
  const found = useLoadedFor(() => persistence.differences(), [conflict?.theirs.version]);
  const sides = useSignal<Sides>(new Map());
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const isOver = conflict === null;
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver]);
  if (!conflict) return null;

  const { theirs, session } = conflict;
  const differences =
    found.kind === 'loaded' && found.value.kind === 'differences'
      ? found.value.differences.filter(({ parts }) => !isOnlyTheView(parts))
      : null;
  const failed =
    found.kind === 'loaded' && found.value.kind === 'failed' ? found.value.problem : null;
  // Cannot be compared, and a retry does not help. An invalid version can be overwritten: its text is kept as a copy.
  const isUnreadable = failed?.kind === 'invalid' || failed?.kind === 'newer';
  const leftAlone = `Version ${theirs.version} cannot be read here, so it is left alone.`;
  const undecided = (differences ?? []).filter(
    ({ name, mergesAlone }) => !mergesAlone && !sides.value.has(name),
  ).length;
  const hasOwnChanges = session.local.kind !== 'clean';

  const choose = async (choice: ConflictChoice, done: string) => {
    if (busy.value) return;
    busy.value = true;
    problem.value = null;
    const about = workbench.session.peek();
    const result = await workbench.resolve(choice);
    busy.value = false;
    if (workbench.session.peek() !== about) tellLeft(app, 'this was done');
    else if (result.kind === 'done') {
      dialog.value = null;
      const isMerge = typeof choice === 'object';
      const holds = () => !isMerge || hasUnsavedChanges(workbench.lifecycle.value);
      toasts.show({ tone: 'success', text: done, about: 'conflict', holds });
      if (about && isMerge) tellOnceUndone(app, about);
    } else if (result.kind === 'failed') problem.value = result.problem;
    else if (result.kind === 'stopped') tellStopped(app);
    else if (result.kind === 'nothingOpen')
      toasts.show({ tone: 'info', text: 'Nothing was changed: the conflict had ended before.' });
    else if (result.kind === 'paused') {
      tellWhenEnded(app, result);
      problem.value =
        result.reason === 'signedOut'
          ? { kind: 'signedOut' }
          : { kind: 'network', message: 'No connection' };
    }
  };
  const notNow = () => {
    void persistence.resolve('notNow');
    onClose();
  };

  return (
    <Dialog title="External changes detected" size="medium" onClose={notNow}>
      <p translate={false}>
        You saved version {theirs.version} of <strong>{theirs.title}</strong> in another window or
        on another device, {shortDateTime(theirs.updatedAt)}.{' '}
        {hasOwnChanges
          ? `This page has changes of its own, based on version ${session.persisted?.version}.`
          : `This page still shows version ${session.persisted?.version}, without changes of its own.`}
      </p>
      {(problem.value ?? failed) && (
        <ProblemNote
          problem={problem.value ?? (failed as Problem)}
          work={`Neither version has been changed.${problem.value?.kind === 'device' ? ' "Save mine as a copy" still works: it needs no space on this device.' : ''}`}
        />
      )}
      {found.kind === 'loading' && <p class="muted">Comparing the two...</p>}
      {differences && differences.length > 0 && (
        <DifferenceList
          differences={differences}
          sides={sides.value}
          onChoose={(name, side) => {
            sides.value = new Map(sides.value).set(name, side);
          }}
        />
      )}
      <div class="dialog-choices" translate={false}>
        {hasOwnChanges && (
          <Choice
            icon="layers"
            title="Merge both"
            emphasised={differences !== null && undecided === 0}
            disabled={!differences || undecided > 0}
            onClick={() =>
              void choose(
                { merge: sides.value },
                'Merged on this page, not saved yet. Check it, then save.',
              )
            }
          >
            {isUnreadable
              ? leftAlone
              : undecided > 0
                ? `First choose a side for each part that both changed (${undecided} left).`
                : 'Changes of both sides are combined on this page, not saved yet. A copy of each original is kept for 30 days.'}
          </Choice>
        )}
        <Choice
          icon="download"
          title={
            hasOwnChanges ? `Load version ${theirs.version}` : `Update to version ${theirs.version}`
          }
          emphasised={!hasOwnChanges && !isUnreadable}
          disabled={isUnreadable}
          onClick={() => void choose('reload', `This page shows version ${theirs.version}`)}
        >
          {isUnreadable
            ? leftAlone
            : `This page shows what is in the cloud.${hasOwnChanges ? ` Version ${session.persisted?.version} stays in the history, and a copy of your changes among the kept copies for 30 days.` : ''}`}
        </Choice>
        {hasOwnChanges && (
          <>
            <Choice
              icon="upload"
              title="Save mine over it"
              disabled={failed?.kind === 'newer'}
              onClick={() => void choose('overwrite', 'Saved over the other version')}
            >
              {failed?.kind === 'newer'
                ? leftAlone
                : `What is on this page becomes version ${theirs.version + 1}. Version ${theirs.version} stays in the history, where every device finds it.`}
            </Choice>
            <Choice
              icon="copy"
              title="Save mine as a copy"
              onClick={() => void choose('copy', 'Saved as a separate session')}
            >
              What is on this page becomes a new session. Version {theirs.version} stays as it is.
            </Choice>
          </>
        )}
        <Choice icon="clock" title="Not now" onClick={notNow}>
          Continue working here. Nothing changes on either side; the next save asks again.
        </Choice>
      </div>
    </Dialog>
  );
}

/** Without the merge, a save replaces the other version and meets no conflict any more. */
function tellOnceUndone(
  { toasts, workbench }: AppModel,
  { undoLabel, redoLabel }: WorkbenchSession,
): void {
  redoLabel.subscribe((label) => {
    const state = workbench.lifecycle.peek();
    // The merge may have been saved meanwhile.
    const newest = state.kind === 'Loaded' && state.mode === 'session' && state.persisted;
    if (label !== 'Merge' || !newest) return;
    const text = `The merge is undone: the next save replaces version ${newest.version}, which stays in the history.`;
    const holds = () => undoLabel.value !== 'Merge';
    toasts.show({ tone: 'warning', text, about: 'conflict', holds });
  });
}
