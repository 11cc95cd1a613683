import { useApp } from '../app/app-model.ts';
import { useLeaveGuard } from '../app/leaving.ts';
import { useReload } from '../app/reload.ts';
import { downloadSession } from '../app/session-file.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';

/** All that is shown after an error in the page itself. The work goes on being backed up behind it. */
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
          An error in this page stopped it; the browser's console says which. {words}
        </p>
      </EmptyState>
    </main>
  );
}
