import { useSignal } from '@preact/signals';
import type { Problem } from '../../kernel/problem.ts';
import { useApp } from '../app-model.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useIsOpen } from '../components/use-is-open.ts';
import { copyLink, openMetadata, snapshotUrl } from '../shell/commands.ts';
import { MetadataFields, useMetadataFields } from './metadata-fields.tsx';
import { ProblemNote } from './problem-note.tsx';
import { SnapshotCreated } from './snapshot-created.tsx';

/** Makes a read-only copy of what is on screen, then shows the address to share. */
export function CreateSnapshotDialog({ onClose }: { onClose(): void }) {
  const app = useApp();
  const fields = useMetadataFields(openMetadata(app));
  const making = useSignal(false);
  const isOpen = useIsOpen();
  const url = useSignal<string | null>(null);
  const problem = useSignal<Problem | null>(null);

  const submit = async () => {
    const metadata = fields.read();
    if (!metadata || making.value) return;
    making.value = true;
    problem.value = null;
    const result = await app.workbench.makeSnapshot(metadata);
    making.value = false;
    if (!isOpen.current && result.kind === 'created') {
      const action = { label: 'Copy link', run: () => void copyLink(app, snapshotUrl(result.id)) };
      app.toasts.show({ tone: 'success', text: 'Snapshot created', action });
    } else if (result.kind === 'created') url.value = snapshotUrl(result.id);
    else problem.value = problemOf(result);
  };

  if (url.value) return <SnapshotCreated url={url.value} onClose={onClose} />;
  return (
    <Dialog
      title="Create snapshot"
      onClose={onClose}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" busy={making.value}>
            Create snapshot
          </Button>
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
      <MetadataFields fields={fields} />
    </Dialog>
  );
}

type Result = Awaited<ReturnType<ReturnType<typeof useApp>['workbench']['makeSnapshot']>>;

function problemOf(result: Exclude<Result, { kind: 'created' }>): Problem {
  if (result.kind === 'failed') return result.problem;
  if (result.kind === 'paused' && result.reason === 'signedOut') return { kind: 'signedOut' };
  return { kind: 'network', message: 'No connection' };
}
