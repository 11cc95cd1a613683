import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { hasUnsavedChanges } from '../../kernel/index.ts';
import { type AppModel, useApp } from '../app/app-model.ts';
import { useLeaveGuard } from '../app/leaving.ts';
import { reload } from '../app/reload.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { ToastRegion } from '../components/toasts.tsx';
import { whereWorkIs } from '../words/where-work-is.ts';
import { Header } from './header.tsx';
import { onKeyDown } from './shortcuts.ts';

/** The frame around every screen: header, banners, toasts, keys, the document's title. */
export function Shell({ children }: { children: ComponentChildren }) {
  const app = useApp();
  const state = app.workbench.lifecycle.value;
  const title =
    state.kind === 'Loaded' || state.kind === 'NewSession' ? state.metadata.title : null;
  const mark = hasUnsavedChanges(state) ? '● ' : '';
  const documentTitle = title === null ? 'Holdfast' : `${mark}${title} - Holdfast`;

  useLeaveGuard();
  useOtherUser();
  useUncaughtErrors();
  const isDropping = useInput(app);
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
      <Header />
      <UpdateBanner />
      <main id="content" class="shell-main" tabIndex={-1}>
        {children}
      </main>
      {isDropping && <p class="shell-drop">Drop a session file to open it, or data to import</p>}
      <ToastRegion />
    </div>
  );
}

/** To the first card of a dashboard, else to what the page is about. */
function skipToContent(): void {
  const content = document.getElementById('content');
  (content?.querySelector<HTMLElement>('article button') ?? content)?.focus();
}

/** A new version is offered; taking it first writes down what is not backed up yet. */
function UpdateBanner() {
  const { ports, workbench, toasts } = useApp();
  if (!ports.updates.ready.value) return null;
  const update = async () => {
    if (await workbench.persistence.flush()) ports.updates.apply();
    else
      toasts.show({ tone: 'danger', text: 'Not updated: your latest changes are not backed up.' });
  };
  return (
    <Banner tone="info" actions={<Button onClick={() => void update()}>Update now</Button>}>
      A new version of Holdfast is ready. Updating reloads this page; your work comes back as it is.
    </Banner>
  );
}

/** What comes from outside of the page, its code loaded behind the first picture. Answers whether files are above it. */
function useInput(app: AppModel): boolean {
  const isOver = useSignal(false);
  useEffect(() => {
    let end = () => {};
    let isEnded = false;
    import('../app/page-input.ts').then(({ watchInput }) => {
      if (!isEnded) end = watchInput(app, isOver);
    }, reportError);
    return () => {
      isEnded = true;
      end();
    };
  }, [app]);
  return isOver.value;
}

/** Says when somebody else has signed in, whose page this then is not, and offers to go on as them. */
function useOtherUser(): void {
  const { ports, toasts } = useApp();
  useEffect(
    () =>
      ports.signIn.subscribe(({ id, name }) => {
        if (id === ports.user.id) return;
        toasts.show({
          tone: 'warning',
          text: `${name} has signed in. This page still belongs to ${ports.user.name}.`,
          action: { label: `Continue as ${name}`, run: () => location.assign('/') },
        });
      }),
    [ports, toasts],
  );
}

/** Says that something did not work where nothing else says it; the browser's console has the error. */
function useUncaughtErrors(): void {
  const app = useApp();
  useEffect(() => {
    const tell = (what: string) =>
      app.toasts.show({
        tone: 'danger',
        about: 'uncaught error',
        text: `${what} ${whereWorkIs(app.workbench.lifecycle.peek())}`,
        action: {
          label: 'Reload the page',
          run: async () => {
            const stayed = await reload(app);
            if (stayed !== null) tell(stayed);
          },
        },
      });
    const onRejection = ({ reason }: PromiseRejectionEvent) => {
      if (reason?.name !== 'AbortError') tell('Something in this page did not work.');
    };
    addEventListener('unhandledrejection', onRejection);
    return () => removeEventListener('unhandledrejection', onRejection);
  }, [app]);
}
