import { useSignal } from '@preact/signals';
import type { SnapshotVisit, SnapshotVisitPage } from '../../../contract/snapshots.ts';
import type { Problem } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { openMetadata } from '../app/commands.ts';
import { copyLink, LinkField } from '../app/link-dialog.tsx';
import { snapshotUrl } from '../app/links.ts';
import { LibraryProblem, useList } from '../app/loading.tsx';
import { rememberSketch, sketchOf } from '../app/sketch.tsx';
import { tellStopped } from '../app/tell-saved.ts';
import { useDraft } from '../app/use-parsed.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { counted, serverNow, shortDateTime } from '../words/format.ts';
import { type Expiry, ExpiryField, expiresAt, NEVER } from './expiry.tsx';
import {
  MetadataFields,
  SessionLeftNote,
  UploadNote,
  useIsOpen,
  useMetadataFields,
  useSessionLeft,
} from './metadata-fields.tsx';
import { ProblemNote } from './problem-dialog.tsx';

/** Makes a read-only copy of what is on screen, then shows the link to share. */
export function CreateSnapshotDialog({ onClose: close }: { onClose(): void }) {
  const app = useApp();
  const fields = useMetadataFields(openMetadata(app), {
    name: 'snapshot',
    label: 'Create snapshot',
  });
  const forget = () => {
    fields.forget();
    chosen.set(undefined);
  };
  const onClose = () => {
    forget();
    close();
  };
  const making = useSignal(false);
  const isOpen = useIsOpen();
  const url = useSignal<string | null>(null);
  const problem = useSignal<Problem | null>(null);
  const chosen = useDraft<Expiry>(app.workbench, {
    key: 'dialog:snapshot:expiry',
    label: 'Create snapshot',
    at: { dialog: 'snapshot' },
  });
  const expiry = chosen.value ?? NEVER;
  const expiryError = useSignal<string | undefined>(undefined);
  const cameToNothing = useSignal(false);
  const stays = making.value || url.value !== null || cameToNothing.value;
  const isLeft = useSessionLeft(close, stays);

  const submit = async () => {
    const metadata = fields.read();
    const end = expiresAt(expiry, serverNow());
    expiryError.value = end === undefined ? 'Choose today or a later day.' : undefined;
    if (!metadata || end === undefined || making.value || isLeft) return;
    making.value = true;
    problem.value = null;
    const result = await app.workbench.makeSnapshot(metadata, end);
    making.value = false;
    if (result.kind === 'created')
      rememberSketch(app.ports.device, result.id, sketchOf(app.workbench.content.peek()));
    if (result.kind === 'created') forget();
    if (!isOpen.current && result.kind === 'created') {
      const action = { label: 'Copy link', run: () => void copyLink(app, snapshotUrl(result.id)) };
      app.toasts.show({ tone: 'success', text: 'Snapshot created', action });
    } else if (result.kind === 'created') url.value = snapshotUrl(result.id);
    else if (result.kind === 'nothingOpen') cameToNothing.value = true;
    else if (result.kind === 'stopped') tellStopped(app);
    else problem.value = result.problem;
  };

  if (url.value) return <SnapshotCreated url={url.value} onClose={onClose} />;
  return (
    <Dialog
      title="Create snapshot"
      isChanged={fields.isChanged}
      onClose={onClose}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>{cameToNothing.value ? 'Close' : 'Cancel'}</Button>
          {!cameToNothing.value && (
            <Button variant="primary" type="submit" busy={making.value}>
              Create snapshot
            </Button>
          )}
        </>
      }
    >
      <p class="muted">
        A snapshot is a read-only copy of what is on screen now, unsaved changes included. Anyone
        who is signed in and has the link can read it, and sees your name ({app.ports.user.name}).
        Your session stays as it is.
      </p>
      {problem.value && (
        <ProblemNote problem={problem.value} work="Your session is not affected." />
      )}
      {cameToNothing.value && <SessionLeftNote before="its snapshot was made" />}
      <UploadNote />
      <MetadataFields fields={fields} />
      <ExpiryField
        expiry={expiry}
        error={expiryError.value}
        nowMs={serverNow()}
        onChange={chosen.set}
      />
    </Dialog>
  );
}

/** Shows the link of a new snapshot, with a button to copy it. */
function SnapshotCreated({ url, onClose }: { url: string; onClose(): void }) {
  return (
    <Dialog
      title="Snapshot created!"
      onClose={onClose}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <LinkField
        label="Share this URL"
        url={url}
        hint={'You can find it again under "Sessions and snapshots".'}
      />
    </Dialog>
  );
}

/** Lists which other people opened the person's own snapshot, how often and when. */
export function VisitsDialog({
  snapshot: { id, title },
  onClose,
}: {
  snapshot: { readonly id: string; readonly title: string };
  onClose(): void;
}) {
  const { library } = useApp().ports;
  const totals = useSignal<Pick<SnapshotVisitPage, 'visitors' | 'visits'> | null>(null);
  const list = useList<SnapshotVisit>({
    of: 'snapshots',
    query: ['visits', id],
    async load(cursor, signal) {
      const page = await library.visitsTo(id, { cursor }, signal);
      totals.value = page;
      return page;
    },
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
          {totals.value && (
            <p role="status">
              {counted(totals.value.visitors, 'person', 'people')} opened it{' '}
              {counted(totals.value.visits, 'time')}.
            </p>
          )}
          <table class="dialog-table" translate={false}>
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
