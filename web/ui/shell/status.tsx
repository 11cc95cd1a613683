import { useEffect, useId } from 'preact/hooks';
import { useApp } from '../app/app-model.ts';
import { saveAgain } from '../app/commands.ts';
import type { Device } from '../app/ports.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { sendsMuch, spokenStatus, statusWords } from '../words/status-words.ts';
import { isOnlyHere } from '../words/where-work-is.ts';

/** The state of backup and cloud in one line; a click shows both separately. */
export function Status() {
  const app = useApp();
  const { workbench, dialog } = app;
  const id = useId();
  const state = workbench.lifecycle.value;
  const words = statusWords(state, workbench.now());
  const { online, reached } = app.ports.device;
  useAskUntilReached(app.ports.device);
  const away = online.value ? (reached.value ? '' : 'Site not reached') : 'Offline';
  // The status line may already say so.
  const isAway = away !== '' && !/offline|reached/i.test(words.combined);
  // The snapshot banner says everything.
  const isSnapshot = state.kind === 'Loaded' && state.mode === 'snapshot';
  if (!words.combined || isSnapshot) return isAway ? <Away>{away}</Away> : null;
  const session = state.kind === 'Loaded' && state.mode === 'session' ? state : null;
  const cloud = session?.cloud ?? null;
  const isBackedUp = session?.local.kind === 'backedUp';
  return (
    <>
      {isAway && <Away>{away}</Away>}
      <button
        type="button"
        class={`shell-status shell-status-${words.tone}`}
        translate={false}
        popoverTarget={id}
        title="What is backed up and what is in the cloud"
      >
        <span class="shell-status-dot" />
        <span class="numeric">
          {words.combined}
          {away && state.kind === 'NewSession' && '; edits are kept on this device'}
        </span>
      </button>
      {cloud && sendsMuch(cloud) && (
        <Button onClick={workbench.persistence.stopSending}>Stop</Button>
      )}
      {/* Without time and progress, so that screen readers do not announce every change of them. */}
      <span class="visually-hidden" translate={false} role="status" aria-live="polite">
        {spokenStatus(state)}
      </span>
      <div id={id} popover="auto" class="ui-menu shell-facts">
        <dl translate={false}>
          <dt>On this device</dt>
          <dd class="numeric">{words.backup || 'Nothing to keep'}</dd>
          {isBackedUp && (
            <dd class="muted small">Safe from a crash; a power cut may take the last 3 seconds.</dd>
          )}
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

/** How often a site that did not answer is asked again: as often as the cloud is polled. */
const ASK_MS = 10_000;

/** While the site does not answer, asks now and then, and when the page comes back on screen. */
function useAskUntilReached({ reached, look }: Device): void {
  const isReached = reached.value;
  useEffect(() => {
    if (isReached) return;
    const ask = () => {
      if (document.visibilityState === 'visible') void look();
    };
    document.addEventListener('visibilitychange', ask);
    const timer = setInterval(ask, ASK_MS);
    return () => {
      document.removeEventListener('visibilitychange', ask);
      clearInterval(timer);
    };
  }, [isReached, look]);
}

/** Says that the cloud is out of reach. */
function Away({ children }: { children: string }) {
  return (
    <span class="shell-offline" role="status">
      <Icon name="cloud-off" />
      {children}
    </span>
  );
}

/** Offers a new version. Backs up the work before it updates. */
export function UpdateBanner() {
  const { ports, workbench, toasts } = useApp();
  const update = async () => {
    const isKept = await workbench.persistence.flush();
    if (isKept && !isOnlyHere(workbench.lifecycle.peek())) ports.updates.apply();
    else
      toasts.show({ tone: 'danger', text: 'Not updated: your latest changes are not backed up.' });
  };
  return (
    <Banner tone="info" actions={<Button onClick={() => void update()}>Update now</Button>}>
      A new version of Holdfast is ready. Updating reloads this page; your work comes back as it is.
    </Banner>
  );
}
