import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { SessionVersion } from '../../../contract/sessions.ts';
import { activeDashboard } from '../../workbench/content/select.ts';
import {
  contentDifferences,
  type Version,
} from '../../workbench/differences/content-differences.ts';
import { previewOf } from '../../workbench/preview.ts';
import { useApp } from '../app/app-model.ts';
import { leaveFor } from '../app/leaving.ts';
import { LibraryProblem, type Loaded, useList, useLoaded, useLoadedFor } from '../app/loading.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { DashboardTabs } from '../dashboard/dashboard-tabs.tsx';
import { DashboardView } from '../dashboard/dashboard-view.tsx';
import { bytes, shortDateTime } from '../words/format.ts';
import {
  type Read,
  restoreVersion,
  saveVersionAsNew,
  useVersions,
  VersionChanges,
  VersionProblem,
} from './history-versions.tsx';

interface HistoryDialogProps {
  readonly session: { readonly id: string; readonly title: string };
  onClose(): void;
}

/** The versions of a session: what each changed, how it looked, and buttons to restore or open it. */
export function HistoryDialog({ session, onClose }: HistoryDialogProps) {
  const app = useApp();
  const { library } = app.ports;
  const list = useList<SessionVersion>({
    of: 'sessions',
    query: ['versions', session.id],
    load: (cursor, signal) => library.versions(session.id, { cursor }, signal),
  });
  const wanted = useSignal<number | null>(null);
  const view = useSignal<'changes' | 'preview'>('changes');
  const chosen =
    list.items.find(({ version }) => version === wanted.value) ?? list.items[0] ?? null;
  const before = chosen && list.items[list.items.indexOf(chosen) + 1];
  const read = useVersions(session.id);
  const tries = useSignal(0);
  const onRetry = () => {
    tries.value += 1;
  };
  const shown = useLoadedFor(
    async () => (chosen ? read(chosen.version) : null),
    [chosen?.version, tries.value],
  );
  const restore = async () => {
    if (shown.kind !== 'loaded' || !shown.value || !chosen) return;
    const { content } = shown.value;
    if (!isOpenHere(app.workbench.lifecycle.value, session.id)) {
      await leaveFor(app, { kind: 'session', id: session.id });
      if (!isOpenHere(app.workbench.lifecycle.value, session.id)) return;
    }
    onClose();
    restoreVersion(app, chosen.version, content);
  };
  const saveAsNew = () => {
    if (shown.kind !== 'loaded' || !shown.value) return;
    onClose();
    void saveVersionAsNew(app, shown.value);
  };

  return (
    <Dialog
      title={`Versions of "${session.title}"`}
      size="large"
      onClose={onClose}
      actions={
        chosen && (
          <>
            <Button disabled={shown.kind !== 'loaded'} onClick={saveAsNew}>
              Open as a new session
            </Button>
            {!chosen.current && (
              <Button
                variant="primary"
                icon="undo"
                disabled={shown.kind !== 'loaded'}
                onClick={() => void restore()}
              >
                Restore version {chosen.version}
              </Button>
            )}
          </>
        )
      }
    >
      {list.state === 'failed' && <LibraryProblem error={list.error} onRetry={list.refresh} />}
      {list.state === 'loading' && <p class="muted">Loading...</p>}
      {chosen && (
        <div class="history">
          <div class="history-versions">
            <ul class="history-list" translate={false} aria-label="Versions, newest first">
              {list.items.map((version) => (
                <li key={version.version}>
                  <VersionButton
                    version={version}
                    pressed={version === chosen}
                    onChoose={() => {
                      wanted.value = version.version;
                    }}
                  />
                </li>
              ))}
            </ul>
            {list.hasMore && <Button onClick={list.loadMore}>Show older versions</Button>}
          </div>
          <section class="history-room" aria-label={`Version ${chosen.version}`}>
            <fieldset class="history-view">
              <legend class="visually-hidden">What to show of version {chosen.version}</legend>
              {(['changes', 'preview'] as const).map((value) => (
                <label key={value}>
                  <input
                    type="radio"
                    name="history-view"
                    checked={view.value === value}
                    onChange={() => {
                      view.value = value;
                    }}
                  />
                  {value === 'changes' ? 'What it changed' : 'How it looked'}
                </label>
              ))}
            </fieldset>
            {view.value === 'changes' ? (
              <Changes
                key={chosen.version}
                chosen={chosen}
                before={before}
                read={read}
                tries={tries.value}
                onRetry={onRetry}
              />
            ) : (
              <Preview shown={shown} title={chosen.title} onRetry={onRetry} />
            )}
          </section>
        </div>
      )}
    </Dialog>
  );
}

function VersionButton({
  version: { version, updatedAt, title, contentBytes, current },
  pressed,
  onChoose,
}: {
  version: SessionVersion;
  pressed: boolean;
  onChoose(): void;
}) {
  return (
    <button type="button" class="history-version" aria-pressed={pressed} onClick={onChoose}>
      <strong class="numeric">{shortDateTime(updatedAt)}</strong>
      <span class="muted small numeric">
        Version {version}
        {current ? ', the newest' : ''}, {bytes(contentBytes)}
      </span>
      <span class="small truncate">{title}</span>
    </button>
  );
}

function Changes({
  chosen,
  before,
  read,
  tries,
  onRetry,
}: {
  chosen: SessionVersion;
  before: SessionVersion | null | undefined;
  read: Read;
  /** Number of retries that the person asked for. */
  tries: number;
  onRetry(): void;
}) {
  const found = useLoaded(async () => {
    if (!before) return null;
    const [earlier, later] = await Promise.all([read(before.version), read(chosen.version)]);
    return contentDifferences(earlier, later);
  }, [before?.version, tries]);
  if (!before) {
    return (
      <p class="muted">
        {chosen.version === 1
          ? 'The first version.'
          : 'The version before it is no longer kept, so its changes are not known.'}
      </p>
    );
  }
  if (found.kind === 'failed') return <VersionProblem error={found.error} onRetry={onRetry} />;
  if (found.kind === 'loading' || found.value === null) return <p class="muted">Loading...</p>;
  return <VersionChanges changes={found.value} earlier={before.version} later={chosen.version} />;
}

/** A version's dashboards, read-only. */
function Preview({
  shown,
  title,
  onRetry,
}: {
  shown: Loaded<Version | null>;
  title: string;
  onRetry(): void;
}) {
  const { workbench } = useApp();
  const content = shown.kind === 'loaded' ? (shown.value?.content ?? null) : null;
  const preview = useMemo(
    () => content && previewOf(content, title, workbench),
    [content, title, workbench],
  );
  if (shown.kind === 'failed') return <VersionProblem error={shown.error} onRetry={onRetry} />;
  if (!preview) return <p class="muted">Loading...</p>;
  const dashboard = activeDashboard(preview.content.value);
  return (
    <div class="history-preview">
      <DashboardTabs workbench={preview} />
      <DashboardView key={dashboard?.id} dashboard={dashboard} workbench={preview} />
    </div>
  );
}

function isOpenHere(
  state: ReturnType<typeof useApp>['workbench']['lifecycle']['value'],
  id: string,
): boolean {
  return state.kind === 'Loaded' && state.mode === 'session' && state.persisted?.id === id;
}
