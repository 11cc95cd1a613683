import { useMemo } from 'preact/hooks';
import type { Problem } from '../../kernel/index.ts';
import { largestParts } from '../../workbench/content/largest-parts.ts';
import { useApp } from '../app/app-model.ts';
import { saveAgain } from '../app/commands.ts';
import { DialogButton } from '../app/dialog-button.tsx';
import { downloadSession, pickSessionFile } from '../app/session-file.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { explainProblem } from '../words/explain-problem.ts';
import { bytes } from '../words/format.ts';
import { whereWorkIs } from '../words/where-work-is.ts';
import { useSessionLeft } from './metadata-fields.tsx';

/** Explains why a save failed, where the work is meanwhile, and what may help. */
export function ProblemDialog({ problem, onClose }: { problem: Problem; onClose(): void }) {
  const app = useApp();
  useSessionLeft(onClose);
  const isGone = problem.kind === 'notFound';
  const where = whereWorkIs(app.workbench.lifecycle.value);
  const { title, text, details, help } = explainProblem(problem, where);
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
      <p>
        The session was not saved.{' '}
        {isGone ? `It is not in the cloud any more; it was probably deleted. ${where}` : text}
      </p>
      <ProblemDetails problem={problem} details={details} />
    </Dialog>
  );
}

/** Explains a problem inside a dialog whose form can be submitted again. `work` says where the person's work is. */
export function ProblemNote({ problem, work }: { problem: Problem; work: string }) {
  const { ports } = useApp();
  const { title, text, details, help } = explainProblem(problem, work);
  return (
    <Banner
      tone="danger"
      actions={
        help === 'signIn' && (
          <Button onClick={() => ports.signIn.openWindow()}>Sign in in a new window</Button>
        )
      }
    >
      <strong>{title}.</strong> {text}
      <ProblemDetails problem={problem} details={details} />
    </Banner>
  );
}

/** Lists each thing that is wrong or, if the session is too large, its largest parts. */
export function ProblemDetails({
  problem,
  details,
}: {
  problem: Problem;
  details: readonly string[];
}) {
  return (
    <>
      {details.length > 0 && (
        <ul class="dialog-details">
          {details.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {problem.kind === 'tooLarge' && <LargestParts />}
    </>
  );
}

const SHOWN_PARTS = 5;

/** The largest parts of the open session, by name. */
function LargestParts() {
  const content = useApp().workbench.content.value;
  const largest = useMemo(() => largestParts(content).slice(0, SHOWN_PARTS), [content]);
  return (
    <>
      <p>What takes the most space, before compression:</p>
      <ul class="dialog-details">
        {largest.map(({ label, count, size }) => (
          <li key={label}>
            {label}
            {count > 1 && ` (${count})`}: {bytes(size)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Explains why a file could not be opened as a session. */
export function BadFileDialog({
  fileName,
  issues,
  onClose,
}: {
  fileName: string;
  issues: readonly string[];
  onClose(): void;
}) {
  const app = useApp();
  const another = () => {
    onClose();
    void pickSessionFile(app);
  };
  return (
    <Dialog
      title="The file could not be opened"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" onClick={another}>
            Choose another file
          </Button>
        </>
      }
    >
      <p>
        <strong>{fileName}</strong> was not opened, and the file is unchanged:
      </p>
      <ul class="dialog-details">
        {issues.map((issue) => (
          <li key={issue}>{issue}</li>
        ))}
      </ul>
    </Dialog>
  );
}
