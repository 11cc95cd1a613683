import type { SnapshotAccessLog } from '../../../contract/snapshots.ts';
import { useApp } from '../app-model.ts';
import { IconButton } from '../components/button.tsx';
import { explainLibraryError } from '../shell/explain-library-error.ts';
import type { RowPlace } from './cloud-list.tsx';
import { DateCell } from './date-cell.tsx';
import { ListRow } from './list-row.tsx';
import { SnapshotLink } from './snapshot-link.tsx';
import { Note, SnapshotTitle } from './title-link.tsx';

/** One visited snapshot of the list. */
export function VisitRow({
  log,
  isOwn,
  place,
  onClose,
}: {
  log: SnapshotAccessLog;
  isOwn: boolean;
  place: RowPlace;
  onClose(): void;
}) {
  const { ports, toasts } = useApp();
  const { snapshotId, snapshotMetadata, snapshotDeleted, visits, lastVisitedAt } = log;
  const { title, ownerName, createdAt } = snapshotMetadata;
  const owner = isOwn ? 'Yours' : `By ${ownerName ?? 'another person'}`;
  const forget = () =>
    ports.library.forgetVisit(snapshotId).catch((error: unknown) => {
      toasts.show({ tone: 'danger', text: `Not removed. ${explainLibraryError(error)}` });
    });
  return (
    <ListRow title={title} place={place}>
      <th scope="row">
        {snapshotDeleted ? (
          <div class="management-title">
            <span class="truncate">{title}</span>
            <span class="muted small truncate">{owner}, deleted by its owner</span>
          </div>
        ) : (
          <SnapshotTitle
            id={snapshotId}
            title={title}
            note={<Note date={lastVisitedAt} text={owner} />}
            onClose={onClose}
          />
        )}
      </th>
      <DateCell date={createdAt} />
      <td class="management-number numeric">{visits}</td>
      <DateCell date={lastVisitedAt} />
      <td class="management-actions">
        {!snapshotDeleted && <SnapshotLink id={snapshotId} title={title} />}
        {(!isOwn || snapshotDeleted) && (
          <IconButton
            icon="x"
            label={`Remove ${title} from my list`}
            onClick={() => void forget()}
          />
        )}
      </td>
    </ListRow>
  );
}
