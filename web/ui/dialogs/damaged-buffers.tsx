import { useEffect, useRef } from 'preact/hooks';
import type { DamagedBuffer, Problem } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { openRest, readAsFile } from '../app/damaged-rest.ts';
import { reload } from '../app/reload.ts';
import { Banner } from '../components/banner.tsx';
import { Button, IconButton } from '../components/button.tsx';
import { shortDateTime } from '../words/format.ts';
import { ConfirmDeleteDialog } from './confirm-dialogs.tsx';
import { ProblemDetails } from './problem-dialog.tsx';
import { downloadRest, explainRecovery, isWhole } from './recovery.ts';

/** Lists damaged work, which is kept until the person deletes it, with buttons to open the rest or download it. */
export function DamagedBuffers({
  found,
  onDelete,
}: {
  found: readonly DamagedBuffer[];
  onDelete(damaged: DamagedBuffer): void;
}) {
  const app = useApp();
  if (found.length === 0) return null;
  const download = (id: string) =>
    void downloadRest(app, `damaged-${id}.json`, readAsFile(app, id));
  return (
    <section class="dialog-section">
      <h3>Damaged</h3>
      <p class="muted">
        These could not be opened completely. They stay here until you delete them. Their undamaged
        parts can be opened as a new session. A download contains whatever can be read.
      </p>
      <ul class="dialog-list">
        {found.map((damaged) => (
          <li key={damaged.id}>
            <span>
              <strong>{titleOf(damaged)}</strong>
              <span class="muted small"> {damagedWords(damaged)}</span>
            </span>
            <span class="dialog-row-actions">
              <Button
                aria-label={`Open the rest of ${titleOf(damaged)}`}
                onClick={() => void openRest(app, damaged)}
              >
                Open the rest
              </Button>
              <Button
                icon="download"
                aria-label={`Download ${titleOf(damaged)}`}
                onClick={() => download(damaged.id)}
              >
                Download
              </Button>
              <IconButton
                icon="trash"
                label={`Delete ${titleOf(damaged)}...`}
                onClick={() => onDelete(damaged)}
              />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function titleOf({ title }: DamagedBuffer): string {
  return title ?? 'Without a title';
}

/** What is wrong with it, and when that was found, if known. */
function damagedWords({ why, foundAtMs }: DamagedBuffer): string {
  const what = why.replace(/\.$/, '');
  return foundAtMs === null ? what : `${what}, found ${shortDateTime(foundAtMs)}`;
}

/** Asks before damaged work is deleted. */
export function DeleteDamagedDialog({
  damaged,
  onClose,
}: {
  damaged: DamagedBuffer;
  onClose(): void;
}) {
  const { persistence } = useApp().workbench;
  return (
    <ConfirmDeleteDialog
      title={titleOf(damaged)}
      onConfirm={async () => {
        await persistence.deleteDamaged(damaged.id);
        onClose();
      }}
      onClose={onClose}
    >
      {damagedWords(damaged)}.
    </ConfirmDeleteDialog>
  );
}

/** Unsaved work that could not be recovered. */
export interface NotRecovered {
  readonly bufferId: string;
  readonly title: string;
  readonly problem: Problem;
}

/** Explains why a buffer was not recovered and what can be done. Takes the focus, because the pressed button may be gone. */
export function RecoveryProblem({
  bufferId,
  title,
  problem,
  damagedAt,
}: NotRecovered & { damagedAt: string }) {
  const app = useApp();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.focus(), [problem]);
  const explained = explainRecovery(problem, damagedAt);
  const reloadOrSayWhyNot = async () => {
    const text = await reload(app);
    if (text) app.toasts.show({ tone: 'warning', text });
  };
  const download = () => {
    const reading = app.workbench.persistence.readBuffer(bufferId);
    void downloadRest(app, `unsaved-${bufferId}.json`, reading);
  };
  return (
    <div ref={element} tabIndex={-1} class="dialog-recovery-problem">
      <Banner
        tone="danger"
        actions={
          isWhole(problem) && (
            <>
              {explained.help === 'reload' && (
                <Button onClick={() => void reloadOrSayWhyNot()}>Reload the page</Button>
              )}
              <Button icon="download" onClick={download}>
                Download
              </Button>
            </>
          )
        }
      >
        <strong>
          "{title}" was not recovered. {explained.title}.
        </strong>{' '}
        {explained.text}
        <ProblemDetails problem={problem} details={explained.details} />
      </Banner>
    </div>
  );
}
