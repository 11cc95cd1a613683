import { useSignal } from '@preact/signals';
import type { KeptCopy } from '../../kernel/ports/journal.ts';
import type { Problem } from '../../kernel/problem.ts';
import { useApp } from '../app-model.ts';
import { Button, IconButton } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { bytes, day, shortDateTime } from '../components/format.ts';
import { useLoaded } from '../start/use-loaded.ts';
import { DamagedBuffers } from './damaged-buffers.tsx';
import { ProblemNote } from './problem-note.tsx';

/** As long as the journal keeps a copy. */
const KEPT_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What choices in conflicts have set aside: to open as a new session, or to delete. */
export function KeptCopiesDialog({ onClose }: { onClose(): void }) {
  const { persistence } = useApp().workbench;
  const changed = useSignal(0);
  const problem = useSignal<Problem | null>(null);
  const found = useLoaded(
    () => Promise.all([persistence.keptCopies(), persistence.damaged()]),
    [changed.value],
  );
  const [copies, damaged] = found.kind === 'loaded' ? found.value : [[], []];
  const isEmpty = found.kind === 'loaded' && copies.length + damaged.length === 0;
  const open = async (id: string) => {
    problem.value = await persistence.openKept(id);
    if (problem.value === null) onClose();
  };
  const remove = async (id: string) => {
    await persistence.deleteKept(id);
    changed.value += 1;
  };
  return (
    <Dialog title="Set aside in the last 30 days" size="medium" onClose={onClose}>
      {problem.value && <ProblemNote problem={problem.value} work="It stays set aside." />}
      {isEmpty && (
        <EmptyState icon="clock" title="Nothing is set aside">
          When two versions of a session meet and you choose one, the other is kept here.
        </EmptyState>
      )}
      {copies.length > 0 && (
        <>
          <p class="muted">
            When two versions of a session met, these were not chosen. Opening one makes a new
            session of it; the original is not touched.
          </p>
          <ul class="dialog-list">
            {copies.map((copy) => (
              <li key={copy.id}>
                <div>
                  <strong>{copy.title}</strong>
                  <div class="muted small numeric">{keptWords(copy)}</div>
                </div>
                <span class="dialog-row-actions">
                  <Button aria-label={`Open ${copy.title}`} onClick={() => void open(copy.id)}>
                    Open
                  </Button>
                  <IconButton
                    icon="trash"
                    label={`Delete ${copy.title}`}
                    onClick={() => void remove(copy.id)}
                  />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <DamagedBuffers found={damaged} />
    </Dialog>
  );
}

function keptWords({ side, version, keptAtMs, bytes: size }: KeptCopy): string {
  const what =
    side === 'theirs'
      ? `Version ${version ?? '?'} from the cloud`
      : version === null
        ? 'Your changes'
        : `Your changes to version ${version}`;
  const until = day(keptAtMs + KEPT_DAYS * DAY_MS);
  return `${what}, set aside ${shortDateTime(keptAtMs)}, kept until ${until}, ${bytes(size)}`;
}
