import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { SessionMetadata } from '../../../contract/sessions.ts';
import { useApp } from '../app-model.ts';
import { IconButton } from '../components/button.tsx';
import { copyLink, leaveFor, sessionUrl } from '../shell/commands.ts';
import type { RowPlace } from './cloud-list.tsx';
import { DateCell } from './date-cell.tsx';
import { ListRow } from './list-row.tsx';
import { RenameForm } from './rename-form.tsx';
import { Note, TitleLink } from './title-link.tsx';

/** One session of the list. */
export function SessionRow({
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
  const row = useRef<HTMLTableRowElement>(null);
  const { id, title, description, createdAt, updatedAt, version } = session;
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
          <TitleLink
            href={sessionUrl(id)}
            title={title}
            note={<Note date={updatedAt} text={description} />}
            onOpen={() => {
              onClose();
              leaveFor(app, { kind: 'session', id });
            }}
          />
        )}
      </th>
      <DateCell date={createdAt} />
      <DateCell date={updatedAt}>
        <span class="muted small">Version {version}</span>
      </DateCell>
      <td class="management-actions">
        <IconButton
          icon="edit"
          label={`Rename ${title}`}
          onClick={() => {
            isRenaming.value = true;
          }}
        />
        <IconButton
          icon="link"
          label={`Copy the link to ${title}`}
          title="Copy the link, which only you can open. To share it, make a snapshot."
          onClick={() => void copyLink(app, sessionUrl(id))}
        />
      </td>
    </ListRow>
  );
}
