import type { SnapshotAccessLog } from '../../../contract/snapshots.ts';
import { useApp } from '../app-model.ts';
import { IconButton } from '../components/button.tsx';
import { dateTime, shortDateTime } from '../components/format.ts';
import { copyLink, leaveFor, snapshotUrl } from '../shell/commands.ts';
import { explainLibraryError } from '../shell/explain-library-error.ts';
import { SelectCell } from './select-cell.tsx';
import { Note, TitleLink } from './title-link.tsx';

/** One visited snapshot of the list. */
export function VisitRow({
  log,
  isOwn,
  ariaRowIndex,
  isSelected,
  onToggle,
  onClose,
}: {
  log: SnapshotAccessLog;
  isOwn: boolean;
  ariaRowIndex: number;
  isSelected: boolean;
  onToggle(): void;
  onClose(): void;
}) {
  const app = useApp();
  const { snapshotId, snapshotMetadata, snapshotDeleted, visits, lastVisitedAt } = log;
  const { title, ownerName, createdAt } = snapshotMetadata;
  const owner = isOwn ? 'Yours' : `By ${ownerName ?? 'another person'}`;
  const open = () => {
    onClose();
    leaveFor(app, { kind: 'snapshot', id: snapshotId });
  };
  const forget = async () => {
    try {
      await app.ports.library.forgetVisit(snapshotId);
    } catch (error) {
      app.toasts.show({ tone: 'danger', text: `Not removed. ${explainLibraryError(error)}` });
    }
  };
  return (
    <tr class="management-row" aria-rowindex={ariaRowIndex} aria-selected={isSelected}>
      <SelectCell label={`Select ${title}`} checked={isSelected} onToggle={onToggle} />
      <th scope="row">
        {snapshotDeleted ? (
          <div class="management-title">
            <span class="truncate">{title}</span>
            <span class="muted small truncate">{owner}, deleted by its owner</span>
          </div>
        ) : (
          <TitleLink
            href={snapshotUrl(snapshotId)}
            title={title}
            note={<Note date={lastVisitedAt} text={owner} />}
            onOpen={open}
          />
        )}
      </th>
      <td class="management-date numeric" title={dateTime(createdAt)}>
        {shortDateTime(createdAt)}
      </td>
      <td class="management-number numeric">{visits}</td>
      <td class="management-date numeric" title={dateTime(lastVisitedAt)}>
        {shortDateTime(lastVisitedAt)}
      </td>
      <td class="management-actions">
        {!snapshotDeleted && (
          <IconButton
            icon="link"
            label={`Copy the link to ${title}`}
            onClick={() => void copyLink(app, snapshotUrl(snapshotId))}
          />
        )}
        {(!isOwn || snapshotDeleted) && (
          <IconButton
            icon="x"
            label={`Remove ${title} from my list`}
            onClick={() => void forget()}
          />
        )}
      </td>
    </tr>
  );
}
