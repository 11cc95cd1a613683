import type { Problem } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { saveAgain } from '../app/commands.ts';
import { DialogButton } from '../app/dialog-button.tsx';
import { downloadSession } from '../app/session-file.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { explainProblem } from '../words/explain-problem.ts';
import { ProblemDetails } from './problem-note.tsx';
import { useSessionLeft } from './session-left.tsx';

const KEPT = 'What is on screen is kept on this device.';
const GONE =
  'It is not in the cloud any more; it was probably deleted. Your work is kept on this device.';

/** Why a save did not work, where the work is meanwhile, and what would help. */
export function ProblemDialog({ problem, onClose }: { problem: Problem; onClose(): void }) {
  const app = useApp();
  useSessionLeft(onClose);
  const isGone = problem.kind === 'notFound';
  const { title, text, details, help } = explainProblem(problem, KEPT);
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button icon="download" class="ui-dialog-aside" onClick={() => downloadSession(app)}>
            Download
          </Button>
          <Button onClick={onClose}>Close</Button>
          {help === 'retry' && (
            <Button
              variant="primary"
              onClick={() => {
                onClose();
                void saveAgain(app);
              }}
            >
              Try again
            </Button>
          )}
          {help === 'signIn' && (
            <Button variant="primary" onClick={() => app.ports.signIn.openWindow()}>
              Sign in in a new window
            </Button>
          )}
          {isGone && (
            <DialogButton variant="primary" opens={{ kind: 'save', as: 'first' }}>
              Save as a new session...
            </DialogButton>
          )}
          {help === 'details' && (
            <DialogButton variant="primary" opens={{ kind: 'save', as: 'details' }}>
              Change title or description
            </DialogButton>
          )}
        </>
      }
    >
      <p>The session was not saved. {isGone ? GONE : text}</p>
      <ProblemDetails problem={problem} details={details} />
    </Dialog>
  );
}
