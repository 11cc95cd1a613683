import type { Problem, State, Target } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { lazy } from '../app/lazy.tsx';
import { useLeaveGuard } from '../app/leaving.ts';
import { useLoaded } from '../app/loading.tsx';
import { useReload } from '../app/reload.ts';
import { downloadSession } from '../app/session-file.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { explainProblem } from '../words/explain-problem.ts';

const UnreadScreen = lazy(async () => (await import('../session/unread-screen.tsx')).UnreadScreen);

type Failed = Extract<State<unknown>, { kind: 'Error' }>;

/** Shown if a session or snapshot could not be opened: its readable parts, or the reason and what can be done. */
export function ErrorScreen({ target, problem, unread }: Failed) {
  const explained = <Explained target={target} problem={problem} />;
  if (!unread || problem.kind !== 'invalid') return explained;
  return <UnreadScreen unread={unread}>{explained}</UnreadScreen>;
}

function Explained({ target, problem }: { target: Target; problem: Problem }) {
  const { workbench, ports } = useApp();
  const page = useReload();
  const elsewhere = useLoaded(
    async () => (problem.kind === 'notFound' ? workbench.persistence.unsavedElsewhere() : []),
    [problem],
  );
  const isOpenElsewhere =
    elsewhere.kind === 'loaded' && elsewhere.value.some(({ sessionId }) => sessionId === target.id);
  const isMissingSnapshot = target.kind === 'snapshot' && problem.kind === 'notFound';
  const { title, text, details, help } = isMissingSnapshot
    ? missingSnapshot
    : problem.kind === 'validation'
      ? brokenLink
      : explainProblem(problem, page.words);
  return (
    <EmptyState
      level={1}
      icon={problem.kind === 'network' ? 'cloud-off' : 'warning'}
      title={title}
      actions={
        <>
          <Button onClick={() => void workbench.closeSession()}>Go to the start page</Button>
          {help === 'signIn' && (
            <Button variant="primary" onClick={() => ports.signIn.leaveToSignIn()}>
              Sign in
            </Button>
          )}
          {help === 'retry' && (
            <Button variant="primary" icon="refresh" onClick={() => workbench.persistence.retry()}>
              Try again
            </Button>
          )}
          {help === 'reload' && (
            <Button
              variant="primary"
              icon="refresh"
              busy={page.busy}
              onClick={() => void page.reload()}
            >
              Reload the page
            </Button>
          )}
        </>
      }
    >
      <p>{text}</p>
      {isOpenElsewhere && (
        <p>
          <strong>Another tab of this browser has it open, with changes that are not saved.</strong>{' '}
          Continue there. Once that tab is closed, this address offers the changes.
        </p>
      )}
      {details.length > 0 && (
        <ul>
          {details.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </EmptyState>
  );
}

/** Opening sends only the id, so a validation error means that the id is not valid. */
const brokenLink = {
  title: 'This link is not complete',
  text: 'This address is not valid. Copy the whole link once more, or look under "Sessions and snapshots".',
  details: [],
  help: null,
};

const missingSnapshot = {
  title: 'This snapshot does not exist',
  text: 'It was deleted, it has expired, or the link is not complete. Ask the person who sent you the link for a new one.',
  details: [],
  help: null,
};

/** Replaces the whole page after an error in it. Backups go on in the background. */
export function CrashScreen({ onLeave }: { onLeave(): void }) {
  const app = useApp();
  const { words, busy, reload } = useReload();
  useLeaveGuard();
  const leave = async () => {
    app.dialog.value = null;
    await app.workbench.closeSession();
    onLeave();
  };
  const isOpen = app.workbench.session.value !== null;
  return (
    <main class="shell shell-entrance">
      <EmptyState
        level={1}
        icon="warning"
        title="Holdfast has stopped"
        actions={
          <>
            {isOpen && (
              <Button icon="download" onClick={() => downloadSession(app)}>
                Download the session
              </Button>
            )}
            <Button onClick={() => void leave()}>Go to the start page</Button>
            <Button variant="primary" icon="refresh" busy={busy} onClick={() => void reload()}>
              Reload the page
            </Button>
          </>
        }
      >
        <p role="alert">
          An error in this page stopped it. The browser's console has the details. {words}
        </p>
      </EmptyState>
    </main>
  );
}
