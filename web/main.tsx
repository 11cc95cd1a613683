import 'virtual:styles';
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import {
  askToKeepStorage,
  type Begun,
  createAssetStore,
  createBrowserPorts,
  createClient,
  createLibrary,
  createServerClock,
  createSignIn,
  deviceActions,
  fetchBegun,
  finishSignIn,
  forgetLastUser,
  freeBytes,
  keepFocusInMoves,
  storedTheme,
  storeTheme,
  type User,
  watchForUpdates,
  whoAmI,
} from './adapters/index.ts';
import { createPersistenceService, hasUnsavedChanges } from './kernel/index.ts';
import { createAppModel } from './ui/app/app-model.ts';
import type { Device, Ports } from './ui/app/ports.ts';
import { App, preloadScreen } from './ui/app.tsx';
import { leaveKeysToInputMethods, watchFirstUse } from './ui/components/focus.ts';
import { followAddress } from './ui/shell/address.ts';
import { readAddress, tidyAddress } from './ui/shell/place.ts';
import { contentModel } from './workbench/content/model.ts';
import { createEditors } from './workbench/drafts.ts';
import { Workbench } from './workbench/workbench.ts';

/** Where every adapter meets the part that uses it. */
const { begun = new Map() } = globalThis as { begun?: Begun };
const serverClock = createServerClock(fetchBegun(begun));
const serverAheadMs = signal(serverClock.aheadMs());
serverClock.onChange((milliseconds) => {
  serverAheadMs.value = milliseconds;
});
const call = createClient('', serverClock.fetch);
const browser = createBrowserPorts(WORKER_URLS.journal ?? '', call);
const assets = createAssetStore(call);
const signIn = createSignIn();
const reached = signal(true);
const device = createDevice();
const root = document.getElementById('app') ?? document.body;

keepFocusInMoves();
leaveKeysToInputMethods();
watchFirstUse();
await start();

async function start(): Promise<void> {
  // Without https there are no Web Locks; without `withResolvers` the browser is older than anything tried.
  const needs = document.querySelector('template');
  if (needs && !(navigator.locks && Promise.withResolvers))
    return root.replaceChildren(needs.content);
  const tidy = tidyAddress(location);
  if (tidy) history.replaceState({}, '', tidy);
  preloadScreen(location);
  const who = await look();
  if (location.pathname === '/signed-in' && who.kind === 'signedIn') {
    finishSignIn(who.user);
    return;
  }
  const user =
    who.kind === 'signedIn' ? who.user : who.kind === 'unreachable' ? who.lastUser : null;
  root.replaceChildren();
  if (user) await startWorkbench(user);
  else {
    const { SignInScreen } = await import('./ui/shell/sign-in-screen.tsx');
    render(
      <SignInScreen
        reason={who.kind === 'signedOut' ? 'signedOut' : 'unreachable'}
        onSignIn={signIn.leaveToSignIn}
        onRetry={() => location.reload()}
      />,
      root,
    );
  }
}

async function look() {
  const who = await whoAmI(serverClock.fetch);
  reached.value = who.kind !== 'unreachable';
  return who;
}

async function startWorkbench(user: User): Promise<void> {
  const changes = { sessions: signal(0), snapshots: signal(0) };
  const onServerChange = (what: keyof typeof changes) => {
    changes[what].value += 1;
  };
  const editors = createEditors();
  // What a content shows starts to load while the kernel still opens it.
  const read = (value: unknown) => {
    const found = contentModel.read(value);
    if (found.ok && !workbench.session.peek()) workbench.ensembles.prepare(found.content);
    return found;
  };
  const persistence = createPersistenceService({
    ...browser,
    commitEditors: editors.commit,
    model: { ...contentModel, read },
    assets,
    ownerId: user.id,
    onServerChange,
  });
  const workbench = new Workbench({ persistence, ...browser.clock, editors, assets });
  // What the cloud did not hand out may be had now.
  browser.connectivity.subscribe((event) => {
    if (event === 'online') workbench.ensembles.retry();
  });
  const updateReady = signal(false);
  const updates = watchForUpdates(() => {
    updateReady.value = true;
  });
  const ports: Ports = {
    user,
    device,
    library: createLibrary(call, user.id, (what) => {
      onServerChange(what);
      // It may be the open session that was renamed or deleted in a list.
      persistence.pollNow();
    }),
    serverChanges: changes,
    updates: { ready: updateReady, apply: updates.apply },
    signIn: {
      ...signIn,
      leaveToSignOut() {
        forgetLastUser();
        signIn.leaveToSignOut();
      },
    },
  };
  signIn.subscribe(({ id }) => {
    persistence.signedIn(id);
    workbench.ensembles.retry();
    for (const what of ['sessions', 'snapshots'] as const) onServerChange(what);
  });
  keepStorageFromFirstEdit(workbench);

  const { bufferId, ...target } = readAddress(location);
  const started = workbench.initialize(target);
  const app = createAppModel(workbench, ports);
  render(<App app={app} />, root);
  followAddress(app);
  await started;
  const problem = bufferId ? await persistence.recover(bufferId) : null;
  app.isStarting.value = false;
  if (problem) (await import('./ui/dialogs/recovery.ts')).tellNotRecovered(app, problem);
}

function createDevice(): Device {
  const online = signal(navigator.onLine);
  browser.connectivity.subscribe(() => {
    online.value = navigator.onLine;
  });
  const theme = signal(storedTheme());
  effect(() => {
    const { dataset } = document.documentElement;
    if (theme.value === 'system') delete dataset.theme;
    else dataset.theme = theme.value;
  });
  return {
    online,
    reached,
    look,
    serverAheadMs,
    theme,
    setTheme(next) {
      theme.value = next;
      storeTheme(next);
    },
    freeBytes,
    ...deviceActions,
  };
}

function keepStorageFromFirstEdit({ lifecycle }: Workbench): void {
  const stop = effect(() => {
    if (!hasUnsavedChanges(lifecycle.value)) return;
    void askToKeepStorage();
    queueMicrotask(() => stop());
  });
}
