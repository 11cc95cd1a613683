import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { ITEM_MAX_BYTES, ITEM_WARN_RATIO } from '../../../contract/limits.ts';
import { hasUnsavedChanges, type LoadedSession } from '../../kernel/index.ts';
import { largestParts } from '../../workbench/content/largest-parts.ts';
import type { SessionContent } from '../../workbench/content/schema.ts';
import { useApp } from '../app/app-model.ts';
import { save } from '../app/commands.ts';
import { DialogButton } from '../app/dialog-button.tsx';
import { downloadSession } from '../app/session-file.ts';
import { Banner } from '../components/banner.tsx';
import { Button, IconButton } from '../components/button.tsx';
import { bytes, shortDateTime } from '../words/format.ts';
import { problemWords } from '../words/status-words.ts';

type Session = LoadedSession<SessionContent>;

/** Everything the open session wants known until it is settled; the gravest first. */
export function SessionBanners({ session }: { session: Session }) {
  return (
    <>
      {session.local.kind === 'notBackedUp' && <NotBackedUpBanner />}
      {session.cloud.kind === 'signedOut' && (
        <SignedOutBanner otherUser={session.cloud.otherUser} saveWaits={session.cloud.waiting} />
      )}
      {session.remote.kind === 'conflict' && <ConflictBanner session={session} />}
      {session.remote.kind === 'gone' && <GoneBanner />}
      {isNearlyTooLarge(session) && <SizeBanner storedBytes={session.storedBytes ?? 0} />}
      {session.recoveredFrom?.how === 'chosen' && <RecoveredBanner session={session} />}
    </>
  );
}

function NotBackedUpBanner() {
  const app = useApp();
  return (
    <Banner
      tone="danger"
      actions={
        <>
          <Button icon="download" onClick={() => downloadSession(app)}>
            Download
          </Button>
          <Button onClick={() => void save(app)}>Save to the cloud</Button>
        </>
      }
    >
      <strong>Your latest changes are only in this page.</strong> This device could not keep them,
      so closing the page would lose them. Save them to the cloud or download them as a file.
    </Banner>
  );
}

function SignedOutBanner({ otherUser, saveWaits }: { otherUser: boolean; saveWaits: boolean }) {
  const { ports } = useApp();
  return (
    <Banner
      tone="warning"
      actions={<Button onClick={() => ports.signIn.openWindow()}>Sign in in a new window</Button>}
    >
      {otherUser ? (
        <>
          <strong>Somebody else has signed in.</strong> Nothing of this page is sent to the cloud
          until {ports.user.name} signs in again. The work stays on this device.
        </>
      ) : (
        <>
          <strong>You are signed out.</strong> Your work is kept on this device
          {saveWaits
            ? ' and will be saved after you have signed in again.'
            : ', and you can save it after you have signed in again.'}{' '}
          This page stays as it is.
        </>
      )}
    </Banner>
  );
}

function ConflictBanner({ session }: { session: Session }) {
  if (session.remote.kind !== 'conflict') return null;
  const { theirs } = session.remote;
  if (!hasUnsavedChanges(session)) return <NewerVersionBanner savedAt={theirs.updatedAt} />;
  return (
    <Banner
      tone="warning"
      actions={<DialogButton opens={{ kind: 'conflict' }}>Compare and choose...</DialogButton>}
    >
      <strong>External changes detected.</strong> You saved version {theirs.version} in another
      window or on another device, {shortDateTime(theirs.updatedAt)}. This page is based on version{' '}
      {session.persisted?.version}.
    </Banner>
  );
}

/** Nothing here could be lost, so there is nothing to choose. */
function NewerVersionBanner({ savedAt }: { savedAt: string }) {
  const { workbench, toasts } = useApp();
  const busy = useSignal(false);
  const update = async () => {
    if (busy.value) return;
    busy.value = true;
    const result = await workbench.persistence.resolve('reload');
    busy.value = false;
    if (result.kind === 'failed') {
      const text = `Not updated: ${problemWords(result.problem)}.`;
      toasts.show({ tone: 'warning', text });
    }
  };
  return (
    <Banner
      tone="info"
      oneLine
      actions={
        <>
          <DialogButton variant="quiet" opens={{ kind: 'conflict' }}>
            Compare...
          </DialogButton>
          <Button variant="primary" busy={busy.value} onClick={() => void update()}>
            Update
          </Button>
        </>
      }
    >
      A newer version of this session was saved elsewhere, {shortDateTime(savedAt)}.
    </Banner>
  );
}

function GoneBanner() {
  return (
    <Banner
      tone="warning"
      actions={
        <DialogButton opens={{ kind: 'save', as: 'first' }}>Save as a new session...</DialogButton>
      }
    >
      <strong>This session was deleted from the cloud.</strong> What you see here is kept on this
      device and can be saved as a new session.
    </Banner>
  );
}

function SizeBanner({ storedBytes }: { storedBytes: number }) {
  const { content } = useApp().workbench;
  // Found out anew only when the size is: it takes as long as writing all of it.
  const largest = useMemo(() => largestParts(content.peek())[0], [storedBytes]);
  const limit = bytes(ITEM_MAX_BYTES);
  return (
    <Banner tone="warning">
      {storedBytes > ITEM_MAX_BYTES ? (
        <>
          <strong>This session is too large for the cloud.</strong> It takes {bytes(storedBytes)} of
          at most {limit}, so it cannot be saved until something is taken out.{' '}
        </>
      ) : (
        <>
          This session takes {bytes(storedBytes)} of the {limit} that the cloud can hold.{' '}
        </>
      )}
      {largest && (
        <>
          The most space goes to: {largest.label}
          {largest.count > 1 && ` (${largest.count} of them)`}.
        </>
      )}
    </Banner>
  );
}

function RecoveredBanner({ session }: { session: Session }) {
  const hidden = useSignal(false);
  const from = session.recoveredFrom;
  if (hidden.value || !from) return null;
  return (
    <Banner
      tone="info"
      actions={
        <IconButton
          icon="x"
          label="Dismiss"
          onClick={() => {
            hidden.value = true;
          }}
        />
      }
    >
      Recovered: your work of {shortDateTime(from.lastModifiedMs)}
      {from.baseVersion === null
        ? ', which was never saved.'
        : `, based on version ${from.baseVersion}.`}{' '}
      It is in the cloud only after you save it.
    </Banner>
  );
}

function isNearlyTooLarge({ storedBytes }: Session): boolean {
  return storedBytes !== null && storedBytes > ITEM_MAX_BYTES * ITEM_WARN_RATIO;
}
