import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { useApp } from '../app/app-model.ts';
import { sessionUrl, snapshotUrl } from '../app/links.ts';
import { LibraryProblem, type List, useList } from '../app/loading.tsx';
import { rememberedSketches, Sketch } from '../app/sketch.tsx';
import { Button } from '../components/button.tsx';
import { onPlainClick } from '../components/focus.ts';
import { expiredSince, shortDateTime } from '../words/format.ts';

const RECENT_COUNT = 6;

export function RecentSessions() {
  const { workbench, ports, dialog } = useApp();
  const list = useList({
    of: 'sessions',
    again: [ports.device.online.value],
    load: (_, signal) =>
      ports.library.sessions(
        { sort_by: 'metadata.updated_at', sort_direction: 'desc', page_size: RECENT_COUNT },
        signal,
      ),
  });
  return (
    <RecentList
      title="Recent sessions"
      empty="Sessions that you save appear here."
      list={list}
      items={list.items.map(({ id, title, updatedAt }) => ({
        key: id,
        href: sessionUrl(id),
        title,
        details: `Saved ${shortDateTime(updatedAt)}`,
        open: () => void workbench.openSession(id),
      }))}
      onAll={() => {
        dialog.value = { kind: 'management', tab: 'sessions' };
      }}
    />
  );
}

/** Snapshots by last visit: the person's own and those that others shared. */
export function RecentSnapshots() {
  const { workbench, ports, dialog } = useApp();
  const list = useList({
    of: 'snapshots',
    again: [ports.device.online.value],
    load: (_, signal) =>
      ports.library.visits(
        {
          sort_by: 'last_visited_at',
          sort_direction: 'desc',
          filter_snapshot_deleted: false,
          page_size: RECENT_COUNT,
        },
        signal,
      ),
  });
  return (
    <RecentList
      title="Recent snapshots"
      empty="Snapshots that you make or visit appear here."
      list={list}
      items={list.items.map(({ snapshotId, lastVisitedAt, snapshotMetadata }) => {
        const expired = expiredSince(snapshotMetadata.expiresAt);
        const when = expired ? `expired ${expired}` : `visited ${shortDateTime(lastVisitedAt)}`;
        return {
          key: snapshotId,
          href: snapshotUrl(snapshotId),
          title: snapshotMetadata.title,
          details: `${ownerWords(snapshotMetadata, ports.user.id)}, ${when}`,
          open: () => void workbench.openSnapshot(snapshotId),
        };
      })}
      onAll={() => {
        dialog.value = { kind: 'management', tab: 'snapshots' };
      }}
    />
  );
}

function ownerWords(
  { ownerId, ownerName }: { ownerId: string; ownerName?: string | null | undefined },
  userId: string,
): string {
  if (ownerId === userId) return 'Yours';
  return ownerName ? `By ${ownerName}` : 'Shared with you';
}

interface RecentItem {
  readonly key: string;
  readonly href: string;
  readonly title: string;
  readonly details: string;
  open(): void;
}

/** The newest items of a list, each a link that can also be opened in a new tab, and a button for all. */
function RecentList({
  title,
  empty,
  list,
  items,
  onAll,
}: {
  title: string;
  empty: ComponentChildren;
  list: List<unknown>;
  items: readonly RecentItem[];
  onAll(): void;
}) {
  const { device } = useApp().ports;
  const sketches = useMemo(() => rememberedSketches(device), [device]);
  return (
    <section class="start-section">
      <header class="start-section-header">
        <h2>{title}</h2>
        <Button variant="quiet" onClick={onAll}>
          Show all
        </Button>
      </header>
      <div class="start-list" aria-busy={list.state === 'loading'}>
        {list.state === 'loading' && <p class="start-note muted">Loading...</p>}
        {list.state === 'failed' && <LibraryProblem error={list.error} onRetry={list.refresh} />}
        {list.state === 'loaded' && items.length === 0 && <p class="start-note muted">{empty}</p>}
        {list.state === 'loaded' && items.length > 0 && (
          <ul>
            {items.map((item) => (
              <li key={item.key}>
                <a class="start-item" href={item.href} onClick={onPlainClick(item.open)}>
                  <Sketch cells={sketches.get(item.key)} />
                  <span class="start-item-text">
                    <span class="truncate">{item.title}</span>
                    <span class="muted small numeric">{item.details}</span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
