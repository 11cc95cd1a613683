import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { hasUnsavedChanges } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { ToastRegion } from '../components/toast-region.tsx';
import { Header } from './header.tsx';
import { onKeyDown } from './shortcuts.ts';
import { UpdateBanner } from './update-banner.tsx';
import { useLeaveGuard } from './use-leave-guard.ts';
import { useOtherUser } from './use-other-user.ts';
import { useUncaughtErrors } from './use-uncaught-errors.ts';

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
      <Header />
      <UpdateBanner />
      <main class="shell-main">{children}</main>
      <ToastRegion />
    </div>
  );
}
