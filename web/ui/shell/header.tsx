import { hasUnsavedChanges } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { isOpenSession, save } from '../app/commands.ts';
import { DialogButton } from '../app/dialog-button.tsx';
import { lazy } from '../app/lazy.tsx';
import { leaveToStart } from '../app/leaving.ts';
import { Button, IconButton } from '../components/button.tsx';
import { onPlainClick, useArrival } from '../components/focus.ts';

/** They are asked for with the page, and are there before anybody gets to them. */
const Menus = lazy(async () => (await import('./menus.tsx')).Menus);
Menus.preload();
const Status = lazy(async () => (await import('./status.tsx')).Status);
Status.preload();

/** Title, status and the commands of what is open. */
export function Header() {
  const app = useApp();
  const { workbench, dialog } = app;
  const state = workbench.lifecycle.value;
  const isSession = isOpenSession(app);
  const canSave = state.kind === 'NewSession' || hasUnsavedChanges(state);
  const title =
    state.kind === 'Loaded' || state.kind === 'NewSession' ? state.metadata.title : null;

  return (
    <header class="shell-header" data-screen-only>
      <a
        class="shell-home"
        href="/"
        title="Start page"
        onClick={onPlainClick(() => void leaveToStart(app))}
      >
        <img src="/icon.svg" alt="" width={24} height={24} />
        <span>Holdfast</span>
      </a>
      <div class="shell-title">
        {title !== null && <Title>{title}</Title>}
        {isSession && (
          <IconButton
            icon="edit"
            label="Edit title and description"
            onClick={() => {
              dialog.value = { kind: 'save', as: 'details' };
            }}
          />
        )}
        <Status />
      </div>
      <div class="shell-commands">
        {isSession && (
          <>
            <Button
              variant={canSave ? 'primary' : 'secondary'}
              icon="save"
              aria-label="Save"
              busy={
                state.kind === 'Loaded' && state.mode === 'session' && state.cloud.kind === 'saving'
              }
              onClick={() => void save(app)}
            >
              <span class="shell-wide">Save</span>
            </Button>
            <DialogButton
              icon="camera"
              aria-label="Create snapshot"
              class="shell-snapshot"
              opens={{ kind: 'snapshot' }}
            >
              <span class="shell-wide">Snapshot</span>
            </DialogButton>
          </>
        )}
        <Menus />
      </div>
    </header>
  );
}

/** In one line; what does not fit is in the tooltip. */
function Title({ children }: { children: string }) {
  const heading = useArrival();
  return (
    <h1 ref={heading} tabIndex={-1} class="truncate" translate={false} title={children}>
      {children}
    </h1>
  );
}
