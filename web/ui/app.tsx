import { useEffect } from 'preact/hooks';
import { AppContext, type AppModel, useApp } from './app/app-model.ts';
import { lazy } from './app/lazy.tsx';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { ToastsContext } from './components/toasts.tsx';
import { Dialogs } from './dialogs/dialogs.tsx';
import { placeAt, type Where } from './shell/place.ts';
import { Shell } from './shell/shell.tsx';

const StartPage = lazy(async () => (await import('./start/start-page.tsx')).StartPage);
const SessionScreen = lazy(async () => {
  const { SessionScreen, startNumberWorker } = await import('./session/session-screen.tsx');
  startNumberWorker();
  return SessionScreen;
});
/** Loaded at page start, because an error that breaks the page may come with a broken network. */
const CrashScreen = lazy(async () => (await import('./shell/error-screen.tsx')).CrashScreen);
CrashScreen.preload();
const ErrorScreen = lazy(async () => (await import('./shell/error-screen.tsx')).ErrorScreen);

/** Starts to load the code of the screen that the address names, in parallel with the rest of the start. */
export function preloadScreen(where: Where): void {
  if (placeAt(where).kind === 'start') StartPage.preload();
  else SessionScreen.preload();
}

/** The whole application, for a person who is signed in. */
export function App({ app }: { app: AppModel }) {
  return (
    <AppContext value={app}>
      <ToastsContext value={app.toasts}>
        <ErrorBoundary fallback={(_, retry) => <CrashScreen onLeave={retry} />}>
          <Shell>
            <Screen />
          </Shell>
          <Dialogs />
        </ErrorBoundary>
      </ToastsContext>
    </AppContext>
  );
}

function Screen() {
  const { workbench, isStarting } = useApp();
  const state = workbench.lifecycle.value;
  useEffect(() => void SessionScreen.preload(), []);
  if (state.kind === 'Empty' && (isStarting.value || state.isPassing)) {
    return <Opening words="Opening..." />;
  }
  switch (state.kind) {
    case 'BackendLoading':
      return <Opening words={`Opening the ${state.target.kind}...`} />;
    case 'Error':
      return <ErrorScreen {...state} />;
    case 'NewSession':
      return <SessionScreen loaded={null} />;
    case 'Loaded':
      return <SessionScreen loaded={state} />;
    default:
      return <StartPage />;
  }
}

/** Placeholder while a session or snapshot is loaded. */
function Opening({ words }: { words: string }) {
  return (
    <>
      <h1 class="shell-wait">{words}</h1>
      <div class="shell-outline" aria-hidden="true">
        <span />
        <span />
        <span />
        <span />
      </div>
    </>
  );
}
