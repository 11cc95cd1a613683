import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { SessionMetadata } from '../../../contract/sessions.ts';
import { useApp } from '../app/app-model.ts';
import { copyLink, sessionUrl } from '../app/commands.ts';
import { leaveFor } from '../app/leaving.ts';
import { IconButton } from '../components/button.tsx';
import type { Fact } from './fact.ts';
import { FactCells, FactLine } from './fact-cells.tsx';
import { ListRow, type RowPlace } from './list-row.tsx';
import { RenameForm } from './rename-form.tsx';
import { TitleLink } from './title-link.tsx';

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
  const row = useRef<HTMLTableRowElement>(null);
  const { id, title } = session;
  const open = () => {
    onClose();
    void leaveFor(app, { kind: 'session', id });
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
          icon="link"
          label={`Copy the link to ${title}`}
          title="Copy the link, which only you can open. To share it, make a snapshot."
          onClick={() => void copyLink(app, sessionUrl(id))}
        />
      </td>
    </ListRow>
  );
}
