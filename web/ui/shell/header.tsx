import { useId } from 'preact/hooks';
import { hasUnsavedChanges } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { isOpenSession, save, saveAgain } from '../app/commands.ts';
import { DialogButton } from '../app/dialog-button.tsx';
import { lazy } from '../app/lazy.tsx';
import { leaveToStart } from '../app/leaving.ts';
import { Button, IconButton } from '../components/button.tsx';
import { onPlainClick, useArrival } from '../components/focus.ts';
import { Icon } from '../components/icon.tsx';
import { statusWords } from '../words/status-words.ts';

/** They are asked for with the page, and are there before anybody gets to them. */
const Menus = lazy(async () => (await import('./menus.tsx')).Menus);
Menus.preload();

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

/** What is backed up and what is in the cloud, in one line; a click shows the two facts apart. */
function Status() {
  const app = useApp();
  const { workbench, dialog } = app;
  const id = useId();
  const state = workbench.lifecycle.value;
  const words = statusWords(state, workbench.now());
  // The status of a save says so itself.
  const isOffline = !app.ports.device.online.value && !/offline/i.test(words.combined);
  // A snapshot's own line says all there is to say.
  const isSnapshot = state.kind === 'Loaded' && state.mode === 'snapshot';
  if (!words.combined || isSnapshot) return isOffline ? <Offline /> : null;
  const cloud = state.kind === 'Loaded' && state.mode === 'session' ? state.cloud : null;
  return (
    <>
      {isOffline && <Offline />}
      <button
        type="button"
        class={`shell-status shell-status-${words.tone}`}
        translate={false}
        popoverTarget={id}
        title="What is backed up and what is in the cloud"
      >
        <span class="shell-status-dot" />
        <span class="numeric">{words.combined}</span>
      </button>
      {/* Without the time, so that it is not read out again with every backup. */}
      <span class="visually-hidden" translate={false} role="status" aria-live="polite">
        {words.combined.replace(/( \d+ \w{3}( \d{4})?,)? \d\d:\d\d(:\d\d)?/, '')}
      </span>
      <div id={id} popover="auto" class="ui-menu shell-facts">
        <dl translate={false}>
          <dt>On this device</dt>
          <dd class="numeric">{words.backup || 'Nothing to keep'}</dd>
          <dt>In the cloud</dt>
          <dd class="numeric">{words.cloud || 'Nothing'}</dd>
        </dl>
        {cloud?.kind === 'failed' && (
          <Button
            icon="refresh"
            onClick={() => {
              if (cloud.of === 'save') void saveAgain(app);
              else dialog.value = { kind: 'snapshot' };
            }}
          >
            Try again
          </Button>
        )}
      </div>
    </>
  );
}

function Offline() {
  return (
    <span class="shell-offline" role="status">
      <Icon name="cloud-off" />
      Offline
    </span>
  );
}
