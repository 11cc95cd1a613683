import { useSignal } from '@preact/signals';
import { copyTitle, type Problem, type SaveResult } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { openMetadata } from '../app/commands.ts';
import { leaveToSignOut } from '../app/sign-out.ts';
import { tellSaved, tellStopped, tellWhenEnded } from '../app/tell-saved.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { whereWorkIs } from '../words/where-work-is.ts';
import {
  MetadataFields,
  SessionLeftNote,
  UploadNote,
  useIsOpen,
  useMetadataFields,
  useSessionLeft,
} from './metadata-fields.tsx';
import { ProblemNote } from './problem-dialog.tsx';

const words = {
  first: { title: 'Save session', action: 'Save' },
  leaving: { title: 'Save session', action: 'Save and sign out' },
  copy: { title: 'Save as a new session', action: 'Save as new' },
  details: { title: 'Title and description', action: 'Apply' },
} as const;

/** Asks for title and description: before the first save, before signing out, for a copy, or to change them. */
export function SaveSessionDialog({
  as,
  onClose: close,
}: {
  as: keyof typeof words;
  onClose(): void;
}) {
  const app = useApp();
  const { workbench } = app;
  const before = openMetadata(app);
  const fields = useMetadataFields(
    as === 'copy' ? { ...before, title: before.title && copyTitle(before.title) } : before,
    { name: as, label: words[as].title },
  );
  const onClose = () => {
    fields.forget();
    close();
  };
  const saving = useSignal(false);
  const isOpen = useIsOpen();
  const problem = useSignal<Problem | null>(null);
  const cameToNothing = useSignal(false);
  const isLeft = useSessionLeft(close, saving.value || cameToNothing.value);

  const submit = async () => {
    const metadata = as === 'copy' ? fields.read() : fields.readOnto(openMetadata(app));
    if (!metadata || saving.value || isLeft) return;
    if (as === 'details') {
      workbench.persistence.editMetadata(metadata);
      onClose();
      return;
    }
    // A save makes the new title part of the session; a copy has it only once it is made.
    if (as !== 'copy') fields.use(metadata);
    saving.value = true;
    problem.value = null;
    const result =
      as === 'copy'
        ? await workbench.saveAs(metadata)
        : await workbench.saveCurrentSession(metadata);
    saving.value = false;
    if (result.kind === 'stopped') tellStopped(app);
    else if (result.kind === 'failed' && isOpen.current) problem.value = result.problem;
    else if (result.kind === 'nothingOpen' && isOpen.current) cameToNothing.value = true;
    else if (as === 'leaving' && isOpen.current) await leave(result);
    else {
      if (isOpen.current) onClose();
      tellSaved(app, result);
    }
  };

  const leave = async (result: SaveResult) => {
    onClose();
    if (result.kind === 'paused') tellWhenEnded(app, result);
    if (result.kind === 'saved') await leaveToSignOut(app);
    else app.dialog.value = { kind: 'signOut', stillHere: result };
  };

  return (
    <Dialog
      title={words[as].title}
      isChanged={fields.isChanged}
      onClose={onClose}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>{cameToNothing.value ? 'Close' : 'Cancel'}</Button>
          {!cameToNothing.value && (
            <Button variant="primary" type="submit" busy={saving.value}>
              {words[as].action}
            </Button>
          )}
        </>
      }
    >
      {as === 'copy' && (
        <p class="muted">
          What is on screen becomes a new session, and you continue in that one. The original
          session stays in the cloud as it was last saved.
        </p>
      )}
      {as === 'details' && (
        <p class="muted">The change takes effect at once and is saved with the next save.</p>
      )}
      {problem.value && (
        <ProblemNote problem={problem.value} work={whereWorkIs(app.workbench.lifecycle.value)} />
      )}
      {cameToNothing.value && <SessionLeftNote before="it was saved" />}
      <UploadNote />
      <MetadataFields fields={fields} />
    </Dialog>
  );
}
