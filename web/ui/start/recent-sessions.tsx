import { useSignal } from '@preact/signals';
import { useApp } from '../app/app-model.ts';
import { sessionUrl } from '../app/commands.ts';
import { useLoaded } from '../app/use-loaded.ts';
import { shortDateTime } from '../components/format.ts';
import { RecentList } from './recent-list.tsx';

const RECENT_COUNT = 6;

export function RecentSessions() {
  const { workbench, ports, dialog } = useApp();
  const tries = useSignal(0);
  const items = useLoaded(
    async (signal) => {
      const query = {
        sort_by: 'metadata.updated_at',
        sort_direction: 'desc',
        page_size: RECENT_COUNT,
      } as const;
      const page = await ports.library.sessions(query, signal);
      return page.items.map(({ id, title, updatedAt }) => ({
        key: id,
        href: sessionUrl(id),
        title,
        details: `Saved ${shortDateTime(updatedAt)}`,
        open: () => void workbench.openSession(id),
      }));
    },
    [ports.serverChanges.sessions.value, ports.device.online.value, tries.value],
  );
  return (
    <RecentList
      title="Recent sessions"
      empty="What you save appears here."
      items={items}
      onRetry={() => {
        tries.value += 1;
      }}
      onAll={() => {
        dialog.value = { kind: 'management', tab: 'sessions' };
      }}
    />
  );
}
