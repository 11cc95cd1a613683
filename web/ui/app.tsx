import { useEffect } from 'preact/hooks';
import { AppContext, type AppModel, useApp } from './app-model.ts';
import { lazy } from './components/lazy.tsx';
import { Dialogs } from './dialogs/dialogs.tsx';
import { SessionBanners } from './shell/banners.tsx';
import { ErrorScreen } from './shell/error-screen.tsx';
import { Shell } from './shell/shell.tsx';
import { SnapshotBanner } from './snapshot/snapshot-banner.tsx';
import { StartPage } from './start/start-page.tsx';

const SessionView = lazy(() =>
  import('./dashboard/session-view.tsx').then((module) => module.SessionView),
);

/** The whole application for somebody who is signed in. */
export function App({ app }: { app: AppModel }) {
  return (
    <AppContext value={app}>
      <Shell banners={<Banners />}>
        <Screen />
      </Shell>
      <Dialogs />
    </AppContext>
  );
}

function Banners() {
  const state = useApp().workbench.lifecycle.value;
  if (state.kind !== 'Loaded') return null;
  return state.mode === 'snapshot' ? (
    <SnapshotBanner snapshot={state.metadata} />
  ) : (
    <SessionBanners session={state} />
  );
}

function Screen() {
  const { workbench } = useApp();
  const state = workbench.lifecycle.value;
  useEffect(() => SessionView.preload(), []);
  switch (state.kind) {
    case 'BackendLoading':
      return <p class="shell-wait">Opening the {state.target.kind}...</p>;
    case 'Error':
      return <ErrorScreen target={state.target} problem={state.problem} />;
    case 'NewSession':
    case 'Loaded':
      return <SessionView workbench={workbench} />;
    default:
      return <StartPage />;
  }
}
