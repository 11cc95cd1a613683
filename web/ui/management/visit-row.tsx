import type { SnapshotAccessLog } from '../../../contract/snapshots.ts';
import { useApp } from '../app/app-model.ts';
import { explainLibraryError } from '../app/explain-library-error.ts';
import { IconButton } from '../components/button.tsx';
import type { Fact } from './fact.ts';
import { FactCells, FactLine } from './fact-cells.tsx';
import { ListRow, type RowPlace } from './list-row.tsx';
import { SnapshotLink } from './snapshot-link.tsx';
import { SnapshotTitle } from './title-link.tsx';

/** One visited snapshot of the list. */
export function VisitRow({
  log,
  facts,
  isOwn,
  place,
  onClose,
}: {
  log: SnapshotAccessLog;
  facts: readonly Fact<SnapshotAccessLog, string>[];
  isOwn: boolean;
  place: RowPlace;
  onClose(): void;
}) {
  const { ports, toasts } = useApp();
  const { snapshotId, snapshotDeleted } = log;
  const { title, description } = log.snapshotMetadata;
  const forget = () =>
    ports.library.forgetVisit(snapshotId).catch((error: unknown) => {
      toasts.show({ tone: 'danger', text: `Not removed. ${explainLibraryError(error)}` });
    });
  return (
    <ListRow title={title} place={place}>
      <th scope="row">
        {snapshotDeleted ? (
          <div class="management-deleted">
            <span class="management-title truncate">{title}</span>
            <span class="management-badge" title="Deleted by its owner">
              Deleted
            </span>
          </div>
        ) : (
          <SnapshotTitle id={snapshotId} title={title} onClose={onClose} />
        )}
        <FactLine facts={facts} item={log} note={description} />
      </th>
      <FactCells facts={facts} item={log} />
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
