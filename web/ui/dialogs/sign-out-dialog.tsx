import { useSignal } from '@preact/signals';
import { hasUnsavedChanges, isSomebodyElseSignedIn } from '../../kernel/index.ts';
import { type AppModel, useApp } from '../app/app-model.ts';
import { DialogButton } from '../app/dialog-button.tsx';
import { useLoaded } from '../app/loading.tsx';
import { downloadSession } from '../app/session-file.ts';
import { NEEDS_NETWORK, type StillHere } from '../app/sign-out.ts';
import { tellWhenEnded } from '../app/tell-saved.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Choice, Dialog } from '../components/dialog.tsx';
import { counted } from '../words/format.ts';
import { whereWorkIs } from '../words/where-work-is.ts';
import { ConfirmDialog, clearDevice } from './confirm-dialogs.tsx';
import { ProblemNote } from './problem-dialog.tsx';

/** Asks what to do with unsaved work before signing out: save it, keep it on this device, or delete it. */
export function SignOutDialog({
  stillHere = null,
  onClose,
}: {
  /** Why an earlier attempt to sign out did not succeed. */
  stillHere?: StillHere | null;
  onClose(): void;
}) {
  const app = useApp();
  const { persistence, lifecycle } = app.workbench;
  const busy = useSignal(false);
  const isDeleting = useSignal(false);
  const why = useSignal(stillHere);
  const found = useLoaded(
    () => Promise.all([persistence.recoverable(), persistence.unsavedElsewhere()]),
    [],
  );
  const [offered, elsewhere] = found.kind === 'loaded' ? found.value : [[], []];
  const state = lifecycle.value;
  const isUnsaved = hasUnsavedChanges(state);
  const isNeverSaved =
    state.kind === 'Loaded' && state.mode === 'session' && state.persisted === null;

  /** Does `work` and then signs out, but only if the sign-out can be reached. */
  const leaveAfter = (work: () => Promise<StillHere | null>) => async () => {
    if (busy.value) return;
    busy.value = true;
    const { look, reached } = app.ports.device;
    await look();
    why.value = reached.peek() ? await work() : { kind: 'unreachable' };
    if (why.value === null) app.ports.signIn.leaveToSignOut();
    else isDeleting.value = false;
    busy.value = false;
  };
  const saveFirst = () => {
    app.dialog.value = { kind: 'save', as: 'leaving' };
  };
  const save = leaveAfter(async () => {
    const result = await app.workbench.saveCurrentSession();
    if (result.kind === 'paused') tellWhenEnded(app, result);
    return result.kind === 'saved' ? null : result;
  });
  const keep = leaveAfter(async () => ((await persistence.flush()) ? null : { kind: 'notKept' }));
  const remove = leaveAfter(async () => {
    const problem = await clearDevice(app);
    return problem && { kind: 'failed', problem };
  });

  if (isDeleting.value) {
    return (
      <ConfirmDeleteAllDialog
        busy={busy.value}
        onConfirm={() => void remove()}
        onClose={() => {
          isDeleting.value = false;
        }}
      />
    );
  }
  return (
    <Dialog title="Sign out with unsaved work?" onClose={onClose}>
      {why.value && <StillHereNote why={why.value} />}
      {(isUnsaved || offered.length > 0) && (
        <p>You have work on this device that is not in the cloud.</p>
      )}
      {elsewhere.length > 0 && (
        <p>
          Unsaved changes to {counted(elsewhere.length, 'session')} are open in another tab. They
          stay in that tab and on this device, whatever you choose here.
        </p>
      )}
      {isUnsaved && (
        <Choice
          icon="save"
          title="Save the open session, then sign out"
          onClick={isNeverSaved ? saveFirst : () => void save()}
        >
          What is on screen is saved to the cloud. Other unsaved work stays on this device.
        </Choice>
      )}
      <Choice icon="device" title="Keep it on this device and sign out" onClick={() => void keep()}>
        It is offered to you when you sign in here again. Nobody else who signs in here sees it, but
        on a shared computer it stays on the disk.
      </Choice>
      {(isUnsaved || offered.length > 0) && (
        <div class="dialog-danger">
          <Choice
            icon="trash"
            title="Delete it and sign out..."
            onClick={() => {
              isDeleting.value = true;
            }}
          >
            Everything kept on this device for you is deleted for good. What is in the cloud stays.
          </Choice>
        </div>
      )}
    </Dialog>
  );
}

/** Asks before everything of this person is deleted from this device and they are signed out. */
function ConfirmDeleteAllDialog({
  busy,
  onConfirm,
  onClose,
}: {
  busy: boolean;
  onConfirm(): void;
  onClose(): void;
}) {
  const { persistence, lifecycle } = useApp().workbench;
  const found = useLoaded(
    () =>
      Promise.all([
        persistence.recoverable(),
        persistence.keptCopies(),
        persistence.damaged(),
        persistence.unsavedElsewhere(),
      ]),
    [],
  );
  const state = lifecycle.value;
  const open = state.kind === 'Loaded' && state.mode === 'session' && hasUnsavedChanges(state);
  const bases = open ? [state.persisted] : [];
  const [buffers, copies, damaged, elsewhere] =
    found.kind === 'loaded' ? found.value : [[], [], [], []];
  const losses = lossWords(
    [...bases, ...buffers.map(({ base }) => base)],
    copies.length,
    damaged.length,
  );
  return (
    <ConfirmDialog
      title="Delete everything kept on this device?"
      action="Delete for good and sign out"
      busy={busy}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>Deleted from this device, for good:</p>
      <ul class="dialog-details">
        {losses.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>
        What is in the cloud stays as it was last saved.
        {elsewhere.length > 0 && ' What another tab has open stays on this device too.'}
      </p>
    </ConfirmDialog>
  );
}

/** One line for each kind of data that is deleted. `bases`: the last saved version of each unsaved session, or null. */
function lossWords(bases: readonly unknown[], copies: number, damaged: number): readonly string[] {
  const neverSaved = bases.filter((base) => base === null).length;
  const changed = bases.length - neverSaved;
  return [
    neverSaved > 0 && `${counted(neverSaved, 'session')} never saved anywhere else`,
    changed > 0 && `the unsaved changes to ${counted(changed, 'session')}`,
    copies > 0 && `${counted(copies, 'kept copy', 'kept copies')} of the last 30 days`,
    damaged > 0 && `what is left of ${counted(damaged, 'damaged session')}`,
  ].filter((line) => line !== false);
}

type Told = Exclude<StillHere, { kind: 'failed' }>;

/** Explains why signing out did not succeed, where the work is, and what to do first. */
function StillHereNote({ why }: { why: StillHere }) {
  const app = useApp();
  if (why.kind === 'failed')
    return (
      <ProblemNote
        problem={why.problem}
        work={`You are not signed out yet. ${whereWorkIs(app.workbench.lifecycle.value)}`}
      />
    );
  return (
    <Banner tone="warning" actions={<WayOn why={why} />}>
      <strong>You are not signed out yet.</strong> {words(why, app)}
    </Banner>
  );
}

function WayOn({ why }: { why: Told }) {
  const app = useApp();
  if (why.kind === 'conflict')
    return <DialogButton opens={{ kind: 'conflict' }}>Compare and choose...</DialogButton>;
  if (why.kind === 'notKept') {
    return (
      <Button icon="download" onClick={() => downloadSession(app)}>
        Download
      </Button>
    );
  }
  return why.kind === 'paused' && why.reason === 'signedOut' ? (
    <Button onClick={() => app.ports.signIn.openWindow()}>Sign in in a new window</Button>
  ) : null;
}

function words(why: Told, { workbench, ports }: AppModel): string {
  const state = workbench.lifecycle.value;
  const kept = whereWorkIs(state);
  switch (why.kind) {
    case 'unreachable':
      return NEEDS_NETWORK;
    case 'notKept':
      return 'This device could not keep your latest changes, so they are only in this page. Save them to the cloud or download them first.';
    case 'conflict':
      return `The session was not saved: it was changed elsewhere meanwhile. ${kept} Choose what happens to the two versions, then sign out.`;
    case 'stopped':
      return `Sending was stopped, so the session counts as not saved. ${kept}`;
    case 'nothingOpen':
      return `The session was closed before it was saved. ${kept}`;
    case 'paused':
      if (why.reason === 'offline')
        return `You are offline, so the session was not saved. ${kept} It will be saved when you are online again; signing out needs the network too.`;
      return isSomebodyElseSignedIn(state)
        ? `Somebody else has signed in meanwhile, so the session was not saved. ${kept} It will be saved after ${ports.user.name} has signed in again.`
        : `The session was not saved: your sign-in has expired. ${kept} It will be saved after you have signed in again.`;
  }
}
