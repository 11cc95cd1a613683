import { useSignal } from '@preact/signals';
import { useApp } from '../app/app-model.ts';
import { snapshotUrl } from '../app/commands.ts';
import { useLoaded } from '../app/use-loaded.ts';
import { shortDateTime } from '../components/format.ts';
import { RecentList } from './recent-list.tsx';

const RECENT_COUNT = 6;

/** Snapshots by the last visit: one's own, and those that others shared. */
export function RecentSnapshots() {
  const { workbench, ports, dialog } = useApp();
  const tries = useSignal(0);
  const items = useLoaded(
    async (signal) => {
      const query = {
        sort_by: 'last_visited_at',
        sort_direction: 'desc',
        filter_snapshot_deleted: false,
        page_size: RECENT_COUNT,
      } as const;
      const page = await ports.library.visits(query, signal);
      return page.items.map(({ snapshotId, lastVisitedAt, snapshotMetadata }) => ({
        key: snapshotId,
        href: snapshotUrl(snapshotId),
        title: snapshotMetadata.title,
        details: `${ownerWords(snapshotMetadata, ports.user.id)}, visited ${shortDateTime(lastVisitedAt)}`,
        open: () => void workbench.openSnapshot(snapshotId),
      }));
    },
    [ports.serverChanges.snapshots.value, ports.device.online.value, tries.value],
  );
  return (
    <RecentList
      title="Recent snapshots"
      empty="Snapshots that you make or visit appear here."
      items={items}
      onRetry={() => {
        tries.value += 1;
      }}
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
