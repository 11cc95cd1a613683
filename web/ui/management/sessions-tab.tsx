import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { TITLE_MAX_LENGTH } from '../../../contract/limits.ts';
import type { SessionMetadata } from '../../../contract/sessions.ts';
import { useApp } from '../app/app-model.ts';
import { openMetadata } from '../app/commands.ts';
import { leaveFor } from '../app/leaving.ts';
import { SessionLinkDialog } from '../app/link-dialog.tsx';
import { sessionUrl } from '../app/links.ts';
import { useLoaded, useLookAgain } from '../app/loading.tsx';
import { Button, IconButton } from '../components/button.tsx';
import { explainLibraryError } from '../words/explain-problem.ts';
import { CloudList } from './cloud-list.tsx';
import { deletionQuestion } from './deletion-question.ts';
import {
  DeleteButton,
  type Fact,
  FactCells,
  FactLine,
  ListRow,
  type RowPlace,
  TitleLink,
} from './list-row.tsx';

type SessionSort =
  | 'metadata.title'
  | 'metadata.version'
  | 'metadata.created_at'
  | 'metadata.updated_at';

const sessionFacts: readonly Fact<SessionMetadata, SessionSort>[] = [
  { sortBy: 'metadata.version', title: 'Version', kind: 'number', of: ({ version }) => version },
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

/** The person's sessions in the cloud. */
export function SessionsTab({ onClose }: { onClose(): void }) {
  const { ports, workbench } = useApp();
  const { library, device } = ports;
  const { looks } = useLookAgain();
  const elsewhere = useLoaded(() => workbench.persistence.unsavedElsewhere(), [looks]);
  const unsaved = elsewhere.kind === 'loaded' ? elsewhere.value : [];
  return (
    <CloudList<SessionMetadata, SessionSort>
      label="Sessions"
      noun="session"
      dateLabel="Saved"
      empty="Sessions that you save appear here."
      of="sessions"
      titleSort="metadata.title"
      facts={sessionFacts}
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
        <SessionRow key={session.id} session={session} place={place} onClose={onClose} />
      )}
      removalOf={() => ({
        action: 'Delete',
        gone: () => 'in the trash',
        question: (sessions) => deletionQuestion(sessions, workbench.lifecycle.value, unsaved),
        remove: library.deleteSession,
        restore: ({ id }) => library.restoreSession(id),
      })}
    />
  );
}

/** One session of the list. */
function SessionRow({
  session,
  place,
  onClose,
}: {
  session: SessionMetadata;
  place: RowPlace;
  onClose(): void;
}) {
  const app = useApp();
  const isRenaming = useSignal(false);
  const isLinking = useSignal(false);
  const row = useRef<HTMLTableRowElement>(null);
  const { id, title } = session;
  const open = () => {
    onClose();
    void leaveFor(app, { kind: 'session', id });
  };
  const snapshot = async () => {
    onClose();
    await leaveFor(app, { kind: 'session', id });
    if (openMetadata(app).title === title) app.dialog.value = { kind: 'snapshot' };
  };
  const endRenaming = () => {
    isRenaming.value = false;
    row.current?.querySelector<HTMLElement>('.management-actions button')?.focus();
  };
  return (
    <ListRow title={title} place={place} rowRef={row}>
      <th scope="row">
        {isRenaming.value ? (
          <RenameForm session={session} onDone={endRenaming} />
        ) : (
          <>
            <TitleLink href={sessionUrl(id)} title={title} onOpen={open} />
            <FactLine
              facts={sessionFacts}
              item={session}
              place={place}
              description={session.description}
            />
          </>
        )}
      </th>
      <FactCells facts={sessionFacts} item={session} />
      <td class="management-actions">
        <IconButton
          icon="edit"
          label={`Rename ${title}`}
          onClick={() => {
            isRenaming.value = true;
          }}
        />
        <IconButton
          icon="history"
          label={`Versions of ${title}`}
          onClick={() => {
            app.dialog.value = { kind: 'history', session: { id, title } };
          }}
        />
        <IconButton
          icon="link"
          label={`Link to ${title}...`}
          onClick={() => {
            isLinking.value = true;
          }}
        />
        <DeleteButton title={title} place={place} />
        {isLinking.value && (
          <SessionLinkDialog
            title={title}
            url={sessionUrl(id)}
            onSnapshot={() => void snapshot()}
            onClose={() => {
              isLinking.value = false;
            }}
          />
        )}
      </td>
    </ListRow>
  );
}

/** Field for a new title: Enter renames, Escape cancels. */
function RenameForm({ session, onDone }: { session: SessionMetadata; onDone(): void }) {
  const { ports, toasts } = useApp();
  const title = useSignal(session.title);
  const busy = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);

  const rename = async () => {
    const trimmed = title.value.trim();
    if (busy.value || trimmed === '') return;
    busy.value = true;
    try {
      const description = session.description ?? '';
      if (trimmed !== session.title) {
        await ports.library.renameSession(session, { title: trimmed, description });
      }
      onDone();
    } catch (error) {
      busy.value = false;
      toasts.show({ tone: 'danger', text: `Not renamed. ${explainLibraryError(error)}` });
    }
  };

  return (
    <form
      class="management-rename"
      onSubmit={(event) => {
        event.preventDefault();
        void rename();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onDone();
      }}
    >
      <input
        ref={input}
        class="ui-input"
        type="text"
        aria-label={`New title of ${session.title}`}
        value={title.value}
        maxLength={TITLE_MAX_LENGTH}
        onInput={(event) => {
          title.value = event.currentTarget.value;
        }}
      />
      <Button type="submit" variant="primary" busy={busy.value}>
        Rename
      </Button>
    </form>
  );
}
