import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { hasUnsavedChanges } from '../../kernel/index.ts';
import { type AppModel, useApp } from '../app/app-model.ts';
import { isOpenSession, save } from '../app/commands.ts';
import { DialogButton } from '../app/dialog-button.tsx';
import { lazy } from '../app/lazy.tsx';
import { leaveToStart, useLeaveGuard } from '../app/leaving.ts';
import { Button, IconButton } from '../components/button.tsx';
import { onPlainClick, useArrival } from '../components/focus.ts';
import { ToastRegion } from '../components/toasts.tsx';
import { keysFor, onKeyDown } from './shortcuts.ts';

const UpdateBanner = lazy(async () => (await import('./status.tsx')).UpdateBanner);

/** The frame around every screen: header, update banner, toasts, shortcuts and document title. */
export function Shell({ children }: { children: ComponentChildren }) {
  const app = useApp();
  const state = app.workbench.lifecycle.value;
  const title =
    state.kind === 'Loaded' || state.kind === 'NewSession' ? state.metadata.title : null;
  const mark = hasUnsavedChanges(state) ? '● ' : '';
  const documentTitle = title === null ? 'Holdfast' : `${mark}${title} - Holdfast`;

  useLeaveGuard();
  const isDropping = usePageEvents(app);
  useEffect(() => {
    document.title = documentTitle;
  }, [documentTitle]);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(app, event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [app]);

  return (
    <div class="shell">
      <button type="button" class="shell-skip" onClick={skipToContent}>
        Skip to the content
      </button>
      <Header title={title} />
      {app.ports.updates.ready.value && <UpdateBanner />}
      <main id="content" class="shell-main" tabIndex={-1}>
        {children}
      </main>
      {isDropping && <p class="shell-drop">Drop a session file to open it, or data to import</p>}
      <ToastRegion />
    </div>
  );
}

/** Moves the focus to the first card of a dashboard, or else to the main content. */
function skipToContent(): void {
  const content = document.getElementById('content');
  (content?.querySelector<HTMLElement>('article button') ?? content)?.focus();
}

/** Starts `watchPage`, whose code is loaded after the first rendering. Returns whether files are dragged over the page. */
function usePageEvents(app: AppModel): boolean {
  const isOver = useSignal(false);
  useEffect(() => {
    let isEnded = false;
    const before = new AbortController();
    // Rejections before the code is loaded are passed to it.
    const early: PromiseRejectionEvent[] = [];
    const keep = (event: PromiseRejectionEvent) => early.push(event);
    addEventListener('unhandledrejection', keep, before);
    // A file dropped before then must not replace the page.
    const stay = (event: Event) => event.preventDefault();
    addEventListener('dragover', stay, before);
    addEventListener('drop', stay, before);
    let end = () => before.abort();
    import('../app/page-events.ts').then(({ watchPage }) => {
      if (isEnded) return;
      end();
      end = watchPage(app, isOver, early);
    }, reportError);
    return () => {
      isEnded = true;
      end();
    };
  }, [app]);
  return isOver.value;
}

/** Loaded right after page start, before the person can reach them. */
const Menus = lazy(async () => (await import('./menus.tsx')).Menus);
Menus.preload();
const Status = lazy(async () => (await import('./status.tsx')).Status);
Status.preload();

/** Title, status and commands of what is open. */
function Header({ title }: { title: string | null }) {
  const app = useApp();
  const { workbench, dialog } = app;
  const state = workbench.lifecycle.value;
  const isSession = isOpenSession(app);
  const canSave = state.kind === 'NewSession' || hasUnsavedChanges(state);

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
              title={`Save (${keysFor('s')})`}
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
              title={`Create snapshot (${keysFor('l', true)})`}
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

/** The title in one line, with the full text as tooltip. */
function Title({ children }: { children: string }) {
  const heading = useArrival();
  return (
    <h1 ref={heading} tabIndex={-1} class="truncate" translate={false} title={children}>
      {children}
    </h1>
  );
}
