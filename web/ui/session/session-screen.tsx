import type { LoadedSession, LoadedSnapshot } from '../../kernel/index.ts';
import type { SessionContent } from '../../workbench/content/schema.ts';
import { useApp } from '../app/app-model.ts';
import { SessionBanners } from './banners.tsx';
import { SessionView } from './session-view.tsx';
import { SnapshotBanner } from './snapshot-banner.tsx';
import { useResumedSaves } from './use-resumed-saves.ts';

/** An open session or snapshot, under what is to be known about it. `loaded` is null for an untouched new one. */
export function SessionScreen({
  loaded,
}: {
  loaded: LoadedSession<SessionContent> | LoadedSnapshot<SessionContent> | null;
}) {
  useResumedSaves();
  return (
    <>
      {loaded?.mode === 'snapshot' && <SnapshotBanner snapshot={loaded.metadata} />}
      {loaded?.mode === 'session' && <SessionBanners session={loaded} />}
      <SessionView workbench={useApp().workbench} />
    </>
  );
}
