import { isSomebodyElseSignedIn } from '../../kernel/index.ts';
import { type AppModel, useApp } from '../app/app-model.ts';
import { DialogButton } from '../app/dialog-button.tsx';
import { downloadSession } from '../app/session-file.ts';
import { NEEDS_NETWORK, type StillHere } from '../app/sign-out.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { whereWorkIs } from '../words/where-work-is.ts';
import { ProblemNote } from './problem-dialog.tsx';

type Told = Exclude<StillHere, { kind: 'failed' }>;

/** Says what kept somebody from signing out, where the work is, and what to do first. */
export function StillHereNote({ why }: { why: StillHere }) {
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
      return `The session was not saved: it was changed elsewhere meanwhile. ${kept} Choose what becomes of the two versions, then sign out.`;
    case 'stopped':
      return `The upload was stopped, so the session was not saved. ${kept}`;
    case 'nothingOpen':
      return `The session was left before it was saved. ${kept}`;
    case 'paused':
      if (why.reason === 'offline')
        return `You are offline, so the session was not saved. ${kept} It is saved when you are back; signing out needs the network too.`;
      return isSomebodyElseSignedIn(state)
        ? `Somebody else has signed in meanwhile, so the session was not saved. ${kept} It is saved after ${ports.user.name} has signed in again.`
        : `The session was not saved: the sign-in has ended by itself. ${kept} It is saved after you have signed in again.`;
  }
}
