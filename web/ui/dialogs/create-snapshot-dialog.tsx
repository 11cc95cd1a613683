import { useSignal } from '@preact/signals';
import type { Problem } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { copyLink, openMetadata, snapshotUrl } from '../app/commands.ts';
import { LinkField } from '../app/link-dialog.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useIsOpen } from '../components/use-is-open.ts';
import { MetadataFields, useMetadataFields } from './metadata-fields.tsx';
import { ProblemNote } from './problem-note.tsx';
import { SessionLeftNote, useSessionLeft } from './session-left.tsx';

/** Makes a read-only copy of what is on screen, then shows the address to share. */
export function CreateSnapshotDialog({ onClose }: { onClose(): void }) {
  const app = useApp();
  const fields = useMetadataFields(openMetadata(app));
  const making = useSignal(false);
  const isOpen = useIsOpen();
  const url = useSignal<string | null>(null);
  const problem = useSignal<Problem | null>(null);
  const cameToNothing = useSignal(false);
  const stays = making.value || url.value !== null || cameToNothing.value;
  const isLeft = useSessionLeft(onClose, stays);

  const submit = async () => {
    const metadata = fields.read();
    if (!metadata || making.value || isLeft) return;
    making.value = true;
    problem.value = null;
    const result = await app.workbench.makeSnapshot(metadata);
    making.value = false;
    if (!isOpen.current && result.kind === 'created') {
      const action = { label: 'Copy link', run: () => void copyLink(app, snapshotUrl(result.id)) };
      app.toasts.show({ tone: 'success', text: 'Snapshot created', action });
    } else if (result.kind === 'created') url.value = snapshotUrl(result.id);
    else if (result.kind === 'nothingOpen') cameToNothing.value = true;
    else problem.value = result.problem;
  };

  if (url.value) return <SnapshotCreated url={url.value} onClose={onClose} />;
  return (
    <Dialog
      title="Create snapshot"
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
      <MetadataFields fields={fields} />
    </Dialog>
  );
}

/** The address of a new snapshot, ready to be copied. */
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
        hint={'You find it again under "Sessions and snapshots".'}
      />
    </Dialog>
  );
}
