import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { TITLE_MAX_LENGTH } from '../../../contract/limits.ts';
import type { SessionMetadata } from '../../../contract/sessions.ts';
import { useApp } from '../app/app-model.ts';
import { openMetadata } from '../app/commands.ts';
import { leaveFor } from '../app/leaving.ts';
import { SessionLinkDialog } from '../app/link-dialog.tsx';
import { sessionUrl } from '../app/links.ts';
import { Button, IconButton } from '../components/button.tsx';
import { explainLibraryError } from '../words/explain-problem.ts';
import {
  DeleteButton,
  type Fact,
  FactCells,
  FactLine,
  ListRow,
  type RowPlace,
  TitleLink,
} from './list-row.tsx';

/** One session of the list. */
export function SessionRow({
  session,
  facts,
  place,
  onClose,
}: {
  session: SessionMetadata;
  facts: readonly Fact<SessionMetadata, string>[];
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
            <FactLine facts={facts} item={session} note={session.description} />
          </>
        )}
      </th>
      <FactCells facts={facts} item={session} />
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

/** A new title in place of the old one: Enter renames, Escape leaves it. */
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
