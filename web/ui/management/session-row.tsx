import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { SessionMetadata } from '../../../contract/sessions.ts';
import { useApp } from '../app-model.ts';
import { IconButton } from '../components/button.tsx';
import { dateTime, shortDateTime } from '../components/format.ts';
import { copyLink, leaveFor, sessionUrl } from '../shell/commands.ts';
import { RenameForm } from './rename-form.tsx';
import { SelectCell } from './select-cell.tsx';
import { Note, TitleLink } from './title-link.tsx';

/** One session of the list. */
export function SessionRow({
  session,
  ariaRowIndex,
  isSelected,
  onToggle,
  onClose,
}: {
  session: SessionMetadata;
  ariaRowIndex: number;
  isSelected: boolean;
  onToggle(): void;
  onClose(): void;
}) {
  const app = useApp();
  const isRenaming = useSignal(false);
  const row = useRef<HTMLTableRowElement>(null);
  const { id, title, description, createdAt, updatedAt, version } = session;
  const open = () => {
    onClose();
    leaveFor(app, { kind: 'session', id });
  };
  return (
    <tr ref={row} class="management-row" aria-rowindex={ariaRowIndex} aria-selected={isSelected}>
      <SelectCell label={`Select ${title}`} checked={isSelected} onToggle={onToggle} />
      <th scope="row">
        {isRenaming.value ? (
          <RenameForm
            session={session}
            onDone={() => {
              isRenaming.value = false;
              row.current?.querySelector<HTMLElement>('.management-actions button')?.focus();
            }}
          />
        ) : (
          <TitleLink
            href={sessionUrl(id)}
            title={title}
            note={<Note date={updatedAt} text={description} />}
            onOpen={open}
          />
        )}
      </th>
      <td class="management-date numeric" title={dateTime(createdAt)}>
        {shortDateTime(createdAt)}
      </td>
      <td class="management-date numeric" title={dateTime(updatedAt)}>
        {shortDateTime(updatedAt)}
        <span class="muted small">Version {version}</span>
      </td>
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
          onClick={() => void copyLink(app, sessionUrl(id))}
        />
      </td>
    </tr>
  );
}
