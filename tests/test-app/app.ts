/**
 * A small application of the kernel: notes, the status, and the offers of recovery. Tests control it through
 * `window.app` and read the screen.
 */
import { createBrowserPorts, createClient, whoAmI } from '../../web/adapters/index.ts';
import { createPersistenceService, type PersistenceService } from '../../web/kernel/index.ts';
import { statusWords } from '../../web/ui/words/status-words.ts';
import { NO_NOTES, type Notes, notesModel, textsOf, withNote } from '../conformance/notes-model.ts';

declare global {
  interface Window {
    app: Awaited<ReturnType<typeof start>>;
  }
}

async function start() {
  const query = new URLSearchParams(location.search);
  const timeoutMs = Number(query.get('journal-timeout-ms')) || undefined;
  const ports = createBrowserPorts('/journal.js', createClient(), timeoutMs);
  const who = await whoAmI();
  const user =
    who.kind === 'signedIn' ? who.user : who.kind === 'unreachable' ? who.lastUser : null;
  if (!user) throw new Error('Nobody is signed in.');
  const service = createPersistenceService<Notes>({
    ...ports,
    model: notesModel,
    ownerId: user.id,
    timings: JSON.parse(query.get('timings') ?? '{}'),
  });
  service.subscribe(() => show(service));
  const [sessionId, snapshotId] = [query.get('session'), query.get('snapshot')];
  await service.start({ ...(sessionId && { sessionId }), ...(snapshotId && { snapshotId }) });
  show(service);
  return {
    service,
    ports,
    said,
    begin: () => service.newSession(NO_NOTES, { title: 'Notes', description: null }),
    /** Adds a note whose id is its text. */
    add(text: string): void {
      const content = contentOf(service);
      if (content) service.edit(withNote(content, text, text));
    },
    texts: () => textsOf(contentOf(service) ?? NO_NOTES),
  };
}

function contentOf({ state }: PersistenceService<Notes>): Notes | null {
  return 'content' in state ? state.content : null;
}

/** Every status that the screen has shown, without duplicates. */
const said = new Set<string>();

function show(service: PersistenceService<Notes>): void {
  const { state } = service;
  const words = statusWords(state, Date.now());
  said.add(words.combined);
  const offered = state.kind === 'LocalRecovery' ? state.buffers : [];
  const lines = {
    state: state.kind,
    status: words.combined,
    backup: words.backup,
    cloud: words.cloud,
    offered: offered.map(({ bufferId }) => bufferId).join(' '),
    session: (state.kind === 'Loaded' && state.mode === 'session' && state.persisted?.id) || '',
  };
  showInAddress(lines.session);
  for (const [id, text] of Object.entries(lines)) {
    const line = document.getElementById(id) ?? document.createElement('p');
    line.id = id;
    line.textContent = text;
    document.body.append(line);
  }
}

/** So that a reload opens the session that is shown. */
function showInAddress(session: string): void {
  const url = new URL(location.href);
  if (session === '' || url.searchParams.get('session') === session) return;
  url.searchParams.set('session', session);
  history.replaceState(null, '', url);
}

start().then(
  (app) => {
    window.app = app;
  },
  (error) => document.body.append(String(error)),
);
