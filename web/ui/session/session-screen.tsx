import type { LoadedSession, LoadedSnapshot, SnapshotMetadata } from '../../kernel/index.ts';
import type { SessionContent } from '../../workbench/content/schema.ts';
import { useApp } from '../app/app-model.ts';
import { copyLink, snapshotUrl } from '../app/links.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { shortDateTime } from '../words/format.ts';
import { SessionBanners } from './banners.tsx';
import { SessionView } from './session-view.tsx';

/** An open session or snapshot, under what is to be known about it. `loaded` is null for an untouched new one. */
export function SessionScreen({
  loaded,
}: {
  loaded: LoadedSession<SessionContent> | LoadedSnapshot<SessionContent> | null;
}) {
  return (
    <>
      {loaded?.mode === 'snapshot' && <SnapshotBanner snapshot={loaded.metadata} />}
      {loaded?.mode === 'session' && <SessionBanners session={loaded} />}
      <SessionView workbench={useApp().workbench} />
    </>
  );
}

/** Says that this is a snapshot, whose and when, and how to go on from it. */
function SnapshotBanner({ snapshot }: { snapshot: SnapshotMetadata }) {
  const app = useApp();
  const { workbench, ports } = app;
  const owner =
    snapshot.ownerId === ports.user.id ? 'you' : (snapshot.ownerName ?? 'another person');
  const makeOwn = () =>
    workbench.makeOwnCopy({ title: snapshot.title, description: snapshot.description });
  return (
    <Banner
      tone="info"
      oneLine
      actions={
        <>
          <Button
            icon="link"
            aria-label="Copy link"
            onClick={() => void copyLink(app, snapshotUrl(snapshot.id))}
          >
            <span class="session-wide">Copy link</span>
          </Button>
          <Button
            variant="primary"
            icon="copy"
            aria-label="Make it my own session"
            onClick={() => void makeOwn()}
          >
            <span class="session-wide">Make it my own session</span>
          </Button>
        </>
      }
    >
      <strong>Snapshot, read-only.</strong> Made by {owner}, {shortDateTime(snapshot.createdAt)}.
      {snapshot.expiresAt && <> Its link works until {shortDateTime(snapshot.expiresAt)}.</>}
      {snapshot.description && <span class="muted"> {snapshot.description}</span>}
      {snapshot.ownerId !== ports.user.id && (
        <span class="muted"> Its owner sees that you opened it.</span>
      )}
    </Banner>
  );
}
