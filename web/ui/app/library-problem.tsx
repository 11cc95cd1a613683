import { Button } from '../components/button.tsx';
import { explainLibraryError, isSignedOutError } from '../words/explain-library-error.ts';
import { useApp } from './app-model.ts';

/** Why a list of the cloud is not shown, and the way out. */
export function LibraryProblem({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const { signIn } = useApp().ports;
  return (
    <div class="shell-library-problem">
      <p class="muted">{explainLibraryError(error)}</p>
      {isSignedOutError(error) ? (
        <Button onClick={() => signIn.openWindow()}>Sign in in a new window</Button>
      ) : (
        <Button icon="refresh" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
