import type { SnapshotVisit } from '../../../contract/snapshots.ts';
import { useApp } from '../app/app-model.ts';
import { LibraryProblem } from '../app/library-problem.tsx';
import { useList } from '../app/use-list.ts';
import { useLoaded } from '../app/use-loaded.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { counted, shortDateTime } from '../words/format.ts';

/** Who else has opened a snapshot of one's own, how often and when. */
export function VisitsDialog({
  snapshot: { id, title },
  onClose,
}: {
  snapshot: { readonly id: string; readonly title: string };
  onClose(): void;
}) {
  const { library } = useApp().ports;
  const totals = useLoaded((signal) => library.visitsTo(id, { cursor: undefined }, signal), [id]);
  const list = useList<SnapshotVisit>({
    of: 'snapshots',
    query: ['visits', id],
    load: (cursor, signal) => library.visitsTo(id, { cursor }, signal),
  });
  const isEmpty = list.state === 'loaded' && list.items.length === 0;
  return (
    <Dialog title={`Who opened "${title}"`} size="medium" onClose={onClose}>
      {list.state === 'failed' && <LibraryProblem error={list.error} onRetry={list.refresh} />}
      {list.state === 'loading' && <p class="muted">Loading...</p>}
      {isEmpty && (
        <EmptyState icon="eye" title="Nobody yet">
          Other people who open the link appear here. Your own visits are not counted.
        </EmptyState>
      )}
      {list.items.length > 0 && (
        <>
          {totals.kind === 'loaded' && (
            <p role="status">
              {counted(totals.value.visitors, 'person', 'people')} opened it{' '}
              {counted(totals.value.visits, 'time')}.
            </p>
          )}
          <table class="dialog-table">
            <thead>
              <tr>
                <th scope="col">Who</th>
                <th scope="col">Visits</th>
                <th scope="col">First</th>
                <th scope="col">Last</th>
              </tr>
            </thead>
            <tbody>
              {list.items.map(({ visitorName, visits, firstVisitedAt, lastVisitedAt }) => (
                <tr key={`${visitorName} ${firstVisitedAt}`}>
                  <th scope="row">{visitorName ?? 'Name not known'}</th>
                  <td class="numeric" data-label="Visits">
                    {visits}
                  </td>
                  <td class="numeric" data-label="First">
                    {shortDateTime(firstVisitedAt)}
                  </td>
                  <td class="numeric" data-label="Last">
                    {shortDateTime(lastVisitedAt)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {list.hasMore && <Button onClick={list.loadMore}>Show more</Button>}
        </>
      )}
    </Dialog>
  );
}
