import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';

/** Shown if nobody is signed in, or if the server could not be reached to find out. */
export function SignInScreen({
  reason,
  onSignIn,
  onRetry,
}: {
  reason: 'signedOut' | 'unreachable';
  onSignIn(): void;
  onRetry(): void;
}) {
  return (
    <main class="shell shell-entrance">
      {reason === 'signedOut' ? (
        <EmptyState
          level={1}
          icon="chart"
          picture={<img class="shell-picture" src="/preview.svg" alt="" />}
          title="Holdfast"
          actions={
            <Button variant="primary" onClick={onSignIn}>
              Sign in
            </Button>
          }
        >
          <p>
            Compare ensembles of reservoir models on dashboards, and never lose a session: every
            change is backed up as you work, and a snapshot shows it to others. Sign in to begin;
            you come back to this address.
          </p>
        </EmptyState>
      ) : (
        <EmptyState
          level={1}
          icon="cloud-off"
          title="Holdfast could not be reached"
          actions={
            <Button variant="primary" icon="refresh" onClick={onRetry}>
              Try again
            </Button>
          }
        >
          <p>
            Nobody has signed in on this device before, so there is nothing to show without a
            connection.
          </p>
        </EmptyState>
      )}
    </main>
  );
}
