import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { hasUnsavedChanges } from '../../kernel/index.ts';
import { type AppModel, useApp } from '../app/app-model.ts';
import { lazy } from '../app/lazy.tsx';
import { useLeaveGuard } from '../app/leaving.ts';
import { ToastRegion } from '../components/toasts.tsx';
import { Header } from './header.tsx';
import { onKeyDown } from './shortcuts.ts';

const UpdateBanner = lazy(async () => (await import('./status.tsx')).UpdateBanner);

/** The frame around every screen: header, banners, toasts, keys, the document's title. */
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
      <Header />
      {app.ports.updates.ready.value && <UpdateBanner />}
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

/** What happens to the page as a whole, its code loaded behind the first picture. Answers whether files are above it. */
function usePageEvents(app: AppModel): boolean {
  const isOver = useSignal(false);
  useEffect(() => {
    let isEnded = false;
    // What fails before it is there is told once it is.
    const early: PromiseRejectionEvent[] = [];
    const keep = (event: PromiseRejectionEvent) => early.push(event);
    addEventListener('unhandledrejection', keep);
    // Nor does a file that is dropped by then take the page away.
    const stay = (event: Event) => event.preventDefault();
    addEventListener('dragover', stay);
    addEventListener('drop', stay);
    let end = () => {
      removeEventListener('unhandledrejection', keep);
      removeEventListener('dragover', stay);
      removeEventListener('drop', stay);
    };
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
