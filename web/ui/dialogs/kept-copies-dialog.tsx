import { useSignal } from '@preact/signals';
import type { DamagedBuffer, KeptCopy, Problem } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { openKept, storedAsFile } from '../app/damaged-rest.ts';
import { useLoaded } from '../app/loading.tsx';
import { sessionFileName } from '../app/session-file.ts';
import { Button, IconButton } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { bytes, day, shortDateTime } from '../words/format.ts';
import { ConfirmDeleteDialog } from './confirm-dialogs.tsx';
import { DamagedBuffers, DeleteDamagedDialog } from './damaged-buffers.tsx';
import { ProblemNote } from './problem-dialog.tsx';
import { downloadRest, editorNames } from './recovery.ts';

/** Lists kept copies and damaged work, to open, download or delete. */
export function KeptCopiesDialog({ onClose }: { onClose(): void }) {
  const app = useApp();
  const { persistence } = app.workbench;
  const changed = useSignal(0);
  const problem = useSignal<Problem | null>(null);
  const copyToDelete = useSignal<KeptCopy | null>(null);
  const damagedToDelete = useSignal<DamagedBuffer | null>(null);
  const found = useLoaded(
    () => Promise.all([persistence.keptCopies(), persistence.damaged()]),
    [changed.value],
  );
  const [copies, damaged] = found.kind === 'loaded' ? found.value : [[], []];
  const isEmpty = found.kind === 'loaded' && copies.length + damaged.length === 0;
  const open = async (copy: KeptCopy) => {
    problem.value = await openKept(app, copy);
    if (problem.value === null) onClose();
    else changed.value += 1;
  };
  const download = (copy: KeptCopy) => {
    const reading = persistence.readKept(copy.id);
    const asFile = reading.then((text) => text && storedAsFile(copy, text, copy.drafts));
    void downloadRest(app, sessionFileName(copy.title, '.holdfast.json'), asFile);
  };
  const back = () => {
    copyToDelete.value = null;
    damagedToDelete.value = null;
    changed.value += 1;
  };

  if (copyToDelete.value) {
    const copy = copyToDelete.value;
    return (
      <ConfirmDeleteDialog
        title={copy.title}
        onConfirm={async () => {
          await persistence.deleteKept(copy.id);
          back();
        }}
        onClose={back}
      >
        {keptWords(copy)}.
      </ConfirmDeleteDialog>
    );
  }
  if (damagedToDelete.value) {
    return <DeleteDamagedDialog damaged={damagedToDelete.value} onClose={back} />;
  }
  return (
    <Dialog title="Kept copies of the last 30 days" size="medium" onClose={onClose}>
      {problem.value && <ProblemNote problem={problem.value} work={workWords(problem.value)} />}
      {isEmpty && (
        <EmptyState icon="clock" title="No kept copies">
          The version not chosen in a conflict, and discarded work, stay here for 30 days.
        </EmptyState>
      )}
      {copies.length > 0 && (
        <KeptCopyList
          copies={copies}
          onOpen={(copy) => void open(copy)}
          onDownload={download}
          onDelete={(copy) => {
            copyToDelete.value = copy;
          }}
        />
      )}
      <DamagedBuffers
        found={damaged}
        onDelete={(one) => {
          damagedToDelete.value = one;
        }}
      />
    </Dialog>
  );
}

function workWords({ kind }: Problem): string {
  return kind === 'notFound' ? 'Perhaps another tab deleted it.' : 'The copy is still here.';
}

/** How long the journal keeps a copy. */
const KEPT_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

function KeptCopyList({
  copies,
  onOpen,
  onDownload,
  onDelete,
}: {
  copies: readonly KeptCopy[];
  onOpen(copy: KeptCopy): void;
  onDownload(copy: KeptCopy): void;
  onDelete(copy: KeptCopy): void;
}) {
  return (
    <>
      <p class="muted">
        Copies of the version not chosen in a conflict, of discarded changes, and of changes undone
        by "Revert to the last saved version". Opening a copy makes a new session of it; the
        original is not touched.
      </p>
      <ul class="dialog-list" translate={false}>
        {copies.map((copy) => (
          <li key={copy.id}>
            <div>
              <strong>{copy.title}</strong>
              <div class="muted small numeric">{keptWords(copy)}</div>
            </div>
            <span class="dialog-row-actions">
              <Button aria-label={`Open ${copy.title}`} onClick={() => onOpen(copy)}>
                Open
              </Button>
              <IconButton
                icon="download"
                label={`Download ${copy.title}`}
                onClick={() => onDownload(copy)}
              />
              <IconButton
                icon="trash"
                label={`Delete ${copy.title}...`}
                onClick={() => onDelete(copy)}
              />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Describes a copy: whose version it is, when it was made, until when it is kept, and its size. */
function keptWords({ side, version, keptAtMs, drafts, bytes: size }: KeptCopy): string {
  const what =
    side === 'theirs'
      ? `Version ${version ?? '?'} from the cloud`
      : version === null
        ? 'Your changes'
        : `Your changes to version ${version}`;
  const typed = drafts ? `, with what was typed in ${editorNames(drafts)}` : '';
  const until = day(keptAtMs + KEPT_DAYS * DAY_MS);
  return `${what}, made ${shortDateTime(keptAtMs)}, kept until ${until}, ${bytes(size)}${typed}`;
}
