import type { SessionMetadata } from '../../../contract/sessions.ts';
import { useApp } from '../app/app-model.ts';
import { useLookAgain } from '../app/loading.tsx';
import { CloudList } from './cloud-list.tsx';
import type { Fact } from './list-row.tsx';
import { SessionRow } from './session-row.tsx';

type SortBy = 'metadata.title' | 'metadata.version' | 'metadata.created_at' | 'metadata.updated_at';

const facts: readonly Fact<SessionMetadata, SortBy>[] = [
  {
    sortBy: 'metadata.version',
    title: 'Version',
    kind: 'number',
    of: ({ version }) => version,
  },
  {
    sortBy: 'metadata.created_at',
    title: 'Created',
    kind: 'date',
    of: ({ createdAt }) => createdAt,
  },
  {
    sortBy: 'metadata.updated_at',
    title: 'Last saved',
    kind: 'date',
    of: ({ updatedAt }) => updatedAt,
  },
];

/** The sessions in the cloud. */
export function SessionsTab({ onClose }: { onClose(): void }) {
  const { library, device } = useApp().ports;
  const { looks } = useLookAgain();
  return (
    <CloudList<SessionMetadata, SortBy>
      label="Sessions"
      noun="session"
      dateLabel="Saved"
      empty="Sessions that you save appear here."
      of="sessions"
      titleSort="metadata.title"
      facts={facts}
      sortedBy="metadata.updated_at"
      again={[looks, device.online.value]}
      keyOf={({ id }) => id}
      load={({ from, to, ...query }, signal) =>
        library.sessions(
          {
            ...query,
            sort_lowercase: query.sort_by === 'metadata.title',
            filter_updated_from: from,
            filter_updated_to: to,
          },
          signal,
        )
      }
      row={(session, place) => (
        <SessionRow
          key={session.id}
          session={session}
          facts={facts}
          place={place}
          onClose={onClose}
        />
      )}
      removalOf={() => ({
        action: 'Delete',
        gone: () => 'in the trash',
        question,
        remove: library.deleteSession,
        restore: ({ id }) => library.restoreSession(id),
      })}
    />
  );
}

const NAMED_SESSIONS = 3;

function question(sessions: readonly SessionMetadata[]): string {
  const names = sessions.slice(0, NAMED_SESSIONS).map(({ title }) => `"${title}"`);
  const others = sessions.length - names.length;
  const more = others > 0 ? ` and ${others} more` : '';
  const them = sessions.length === 1 ? 'it' : 'them';
  return `Put ${names.join(', ')}${more} into the trash? Snapshots of ${them} stay.`;
}
