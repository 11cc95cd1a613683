import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { hasUnsavedChanges, type LoadedSession } from '../../kernel/index.ts';
import type { SessionContent } from '../../workbench/content/schema.ts';
import { useApp } from '../app/app-model.ts';
import { save, saveAgain } from '../app/commands.ts';
import { DialogButton } from '../app/dialog-button.tsx';
import { lazy } from '../app/lazy.tsx';
import { downloadSession } from '../app/session-file.ts';
import { Banner } from '../components/banner.tsx';
import { Button, IconButton } from '../components/button.tsx';
import { shortDateTime } from '../words/format.ts';
import { lostData, problemWords } from '../words/status-words.ts';
import { isOnlyHere, whereWorkIs } from '../words/where-work-is.ts';
import { isNearlyTooLarge, SizeBanner } from './size-banner.tsx';

type Session = LoadedSession<SessionContent>;

/** The banners of the open session, most serious first. Each stays until its cause is gone. */
export function SessionBanners({ session }: { session: Session }) {
  useToldPromise(session);
  return (
    <>
      {session.local.kind === 'notBackedUp' &&
        (session.local.reason === 'assetsLost' ? (
          <LostDataBanner data={lostData(session.content, session.local.hashes)} />
        ) : (
          <NotBackedUpBanner />
        ))}
      {session.entryRefused && session.local.kind === 'dirty' && <NoRoomBanner />}
      {session.cloud.kind === 'signedOut' && (
        <SignedOutBanner otherUser={session.cloud.otherUser} saveWaits={session.cloud.waiting} />
      )}
      {session.remote.kind === 'conflict' && <ConflictBanner session={session} />}
      {session.remote.kind === 'gone' && <GoneBanner />}
      {isNearlyTooLarge(session) && <SizeBanner session={session} />}
      {session.isFromDevice && <FromDeviceBanner session={session} />}
      <HiddenDrafts recoveredFrom={session.recoveredFrom} />
      {session.recoveredFrom?.how === 'chosen' && !session.savePromised && (
        <RecoveredBanner session={session} />
      )}
    </>
  );
}

const DraftsBanner = lazy(async () => (await import('./drafts-banner.tsx')).DraftsBanner);

/** Loads the drafts banner only if there are drafts in editors that are not on screen, which is rare. */
function HiddenDrafts({ recoveredFrom }: Pick<Session, 'recoveredFrom'>) {
  /** The recovered buffer whose first draft was already shown: only once, so that its panel can be closed. */
  const shownFor = useRef<string | null>(null);
  const { drafts, editors } = useApp().workbench;
  const hidden = Object.entries(drafts.value).filter(([key]) => !editors.keys.value.has(key));
  if (hidden.length === 0) return null;
  const isNew = recoveredFrom !== null && recoveredFrom.bufferId !== shownFor.current;
  const onShown = () => {
    shownFor.current = recoveredFrom?.bufferId ?? null;
  };
  return <DraftsBanner drafts={hidden} showsFirst={isNew} onShown={onShown} />;
}

/** Repeats a save that was asked for before the page was reloaded, and reports how it ends. */
function useToldPromise({ recoveredFrom, savePromised }: Session): void {
  const app = useApp();
  useEffect(() => {
    if (recoveredFrom && savePromised) void saveAgain(app);
  }, [recoveredFrom?.bufferId]);
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

/** The site's data was cleared, including imported data that was never saved. */
function LostDataBanner({ data }: { data: string }) {
  return (
    <Banner tone="danger">
      <strong>{`${data[0]?.toUpperCase()}${data.slice(1)} is no longer on this device.`}</strong> It
      was deleted in this browser and is not known to be in the cloud, so it cannot be saved with
      the session. Import it again with "Replace the data" in the Ensembles panel.
    </Banner>
  );
}

/** The journal has room, but the store for edits made just before page unload has none. */
function NoRoomBanner() {
  return (
    <Banner tone="warning" oneLine>
      <strong>Wait for "backed up" before you close this page.</strong> This browser has no room to
      keep an edit made just before.
    </Banner>
  );
}

function SignedOutBanner({ otherUser, saveWaits }: { otherUser: boolean; saveWaits: boolean }) {
  const { ports, workbench } = useApp();
  const state = workbench.lifecycle.value;
  // The banner above already says this.
  const where = isOnlyHere(state) ? null : whereWorkIs(state);
  return (
    <Banner
      tone="warning"
      actions={<Button onClick={() => ports.signIn.openWindow()}>Sign in in a new window</Button>}
    >
      {otherUser ? (
        <>
          <strong>Somebody else has signed in.</strong> This page sends nothing to the cloud until{' '}
          {ports.user.name} signs in again. {where}
        </>
      ) : (
        <>
          <strong>You are signed out.</strong> {where}{' '}
          {saveWaits
            ? 'It will be saved after you have signed in again.'
            : 'You can save after you have signed in again.'}{' '}
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

/** There are no unsaved changes, so updating loses nothing and there is nothing to choose. */
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

/** Shown while the cloud has not been asked: the session is the last version that this device saw. */
function FromDeviceBanner({ session: { persisted } }: { session: Session }) {
  if (persisted === null) return null;
  return (
    <Banner tone="info">
      <strong>This is this device's copy</strong>: version {persisted.version}, saved{' '}
      {shortDateTime(persisted.updatedAt)}. Once the cloud can be reached, Holdfast checks for a
      newer version before it saves anything.
    </Banner>
  );
}

function GoneBanner() {
  return (
    <Banner
      tone="warning"
      actions={
        <>
          <DialogButton opens={{ kind: 'management', tab: 'trash' }}>
            Open the trash...
          </DialogButton>
          <DialogButton opens={{ kind: 'save', as: 'first' }}>
            Save as a new session...
          </DialogButton>
        </>
      }
    >
      <strong>This session was deleted from the cloud.</strong>{' '}
      {whereWorkIs(useApp().workbench.lifecycle.value)} Restore it from the trash, if it is still
      there, or save it as a new session.
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
      Recovered: your work from {shortDateTime(from.lastModifiedMs)}
      {from.baseVersion === null
        ? ', never saved as far as this device knows.'
        : `, based on version ${from.baseVersion}.`}{' '}
      It is not in the cloud until you save it.
    </Banner>
  );
}
