import { computed, useComputed, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { LoadedSession, LoadedSnapshot, SnapshotMetadata } from '../../kernel/index.ts';
import type { SessionContent } from '../../workbench/content/schema.ts';
import { activeDashboard } from '../../workbench/content/select.ts';
import { activateDashboard } from '../../workbench/edits/activate-dashboard.ts';
import { changeDashboardView } from '../../workbench/edits/dashboards.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { type PanelName, useApp } from '../app/app-model.ts';
import { DialogLoadFailure, lazy } from '../app/lazy.tsx';
import { copyLink } from '../app/link-dialog.tsx';
import { readAskedPlace, snapshotUrl } from '../app/links.ts';
import { rememberSketch, sketchOf } from '../app/sketch.tsx';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { DashboardTabs } from '../dashboard/dashboard-tabs.tsx';
import { DashboardView } from '../dashboard/dashboard-view.tsx';
import { PanelHost } from '../panels/panel-host.tsx';
import { shortDateTime } from '../words/format.ts';
import { SessionBanners } from './banners.tsx';
import { EnsembleStrip, Toolbar } from './toolbar.tsx';
import { useUndoKeys, useUndoOverReload } from './undo.ts';

/** The Worker reads the numbers of every session, so it is started as soon as this code is there. */
export { startNumberWorker } from '../../workbench/numbers/number-worker.ts';

/** An open session or snapshot with its banners. `loaded` is null for a new session without edits. */
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

/** Says that this is a read-only snapshot, who made it and when, and offers to make an own session of it. */
function SnapshotBanner({ snapshot }: { snapshot: SnapshotMetadata }) {
  const app = useApp();
  const { workbench, ports } = app;
  const owner =
    snapshot.ownerId === ports.user.id ? 'you' : (snapshot.ownerName ?? 'another person');
  // On phones this would push the first card down, so it is shown on request.
  const more = [
    snapshot.expiresAt && `Its link works until ${shortDateTime(snapshot.expiresAt)}.`,
    snapshot.description,
  ].filter(Boolean);
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
      {snapshot.ownerId !== ports.user.id && (
        <span class="muted"> Its owner sees that you opened it.</span>
      )}{' '}
      {more.length > 0 && (
        <details class="session-more">
          <summary>More</summary>
          {more.join(' ')}
        </details>
      )}
    </Banner>
  );
}

const ImportDialog = lazy(
  async () => (await import('../panels/import/import-dialog.tsx')).ImportDialog,
  DialogLoadFailure,
);

/** The open session or snapshot: its dashboards and the panel beside them. */
export function SessionView({ workbench }: { workbench: Workbench }) {
  const { filesToImport, panel } = useApp();
  const importing = useSignal<Importing | null>(null);
  const openPanel = (name: PanelName | null) => {
    panel.value = name;
  };
  const readFiles = (files: readonly File[], replaces: string | null = null) => {
    const current = importing.value;
    importing.value = current
      ? { ...current, later: [...(current.later ?? []), ...files] }
      : { files, replaces, later: null };
  };
  useEffect(() => {
    const files = filesToImport.value;
    filesToImport.value = null;
    if (files) readFiles(files);
  }, [filesToImport.value]);
  useEffect(
    () => () => {
      panel.value = null;
    },
    [panel],
  );
  useUndoKeys(workbench);
  useUndoOverReload(workbench);
  useAskedPlace(workbench);
  useSketch(workbench);
  const { content } = workbench;
  const dashboard = useMemo(() => computed(() => activeDashboard(content.value)), [content]).value;
  return (
    <div class="session" data-fills-page>
      <div class="session-bar">
        <DashboardTabs workbench={workbench} />
        <Toolbar workbench={workbench} panel={panel.value} onPanel={openPanel} />
      </div>
      <EnsembleStrip workbench={workbench} onOpen={openPanel} />
      <div class="session-room">
        <DashboardView key={dashboard?.id} dashboard={dashboard} workbench={workbench} />
        {panel.value && (
          <PanelHost
            name={panel.value}
            workbench={workbench}
            onImport={readFiles}
            onClose={() => openPanel(null)}
          />
        )}
      </div>
      {importing.value && (
        <ImportDialog
          {...importing.value}
          workbench={workbench}
          onFiles={(files) => {
            importing.value = { files, replaces: importing.value?.replaces ?? null, later: null };
          }}
          onForget={() => {
            importing.value = importing.value && { ...importing.value, later: null };
          }}
          onClose={() => {
            importing.value = null;
          }}
        />
      )}
    </div>
  );
}

interface Importing {
  readonly files: readonly File[];
  /** Id of the ensemble whose data the files replace; null if they add ensembles. */
  readonly replaces: string | null;
  /** Files that were dropped while the import dialog was open. */
  readonly later: readonly File[] | null;
}

/** Remembers a sketch of the dashboard for the start page, once the session has an id in the cloud. */
function useSketch({ lifecycle, content }: Workbench): void {
  const { device } = useApp().ports;
  const id = useComputed(() => {
    const state = lifecycle.value;
    if (state.kind !== 'Loaded') return undefined;
    return (state.mode === 'session' ? state.persisted : state.metadata)?.id;
  }).value;
  const sketch = useComputed(() => JSON.stringify(sketchOf(content.value))).value;
  useEffect(() => {
    if (id) rememberSketch(device, id, JSON.parse(sketch));
  }, [device, id, sketch]);
}

let isDone = false;

/** Opens the dashboard named in the page's address, with its chart enlarged. Only once, and without editing the session. */
function useAskedPlace(workbench: Workbench): void {
  const { arrivedWith, toasts } = useApp();
  useEffect(() => {
    const askedPlace = readAskedPlace(arrivedWith);
    if (isDone || !askedPlace) return;
    isDone = true;
    const { dashboardId, moduleId } = askedPlace;
    const dashboard = workbench.content.peek().dashboards.find(({ id }) => id === dashboardId);
    const module = dashboard?.modules.find(({ id }) => id === moduleId);
    if (!dashboard || (moduleId && !module)) {
      const what = dashboard ? 'chart' : 'dashboard';
      const shown = dashboard ?? activeDashboard(workbench.content.peek());
      const text = `The ${what} of this link does not exist, or was deleted.${shown ? ` This is the dashboard "${shown.name}".` : ''}`;
      toasts.show({ tone: 'info', text });
    }
    workbench.look((content) => {
      const opened = activateDashboard(content, dashboardId);
      return module ? changeDashboardView(opened, dashboardId, { enlarged: module.id }) : opened;
    });
  }, [workbench, arrivedWith]);
}
