import { type ContentModel, createPersistenceService, type Ports, type State } from '../index.ts';

/** Another application: notes by id, and their order. Each note is a part of its own. */
export interface Notes {
  readonly order: readonly string[];
  readonly notes: Readonly<Record<string, { readonly text: string }>>;
}

export const notesModel: ContentModel<Notes> = {
  schemaVersion: 1,
  migrate: (value) => value as Notes,
  split: ({ order, notes }) => new Map(Object.entries({ ...notes, order })),
  join(parts) {
    const { order, ...notes } = Object.fromEntries(parts);
    return { order, notes } as Notes;
  },
  read: (value) =>
    Array.isArray((value as Notes).order)
      ? { ok: true, content: value as Notes }
      : { ok: false, reason: 'invalid', issues: ['There is no order of notes'] },
  merging: async () => ({ label: (name) => (name === 'order' ? 'Their order' : `Note ${name}`) }),
};

/** Opens what the address names, or what a crash left, or a first note. */
export async function keepNotes(ports: Ports, ownerId: string, show: (line: string) => void) {
  const kept = createPersistenceService({ ...ports, model: notesModel, ownerId });
  kept.subscribe((state) => show(words(state)));
  await kept.start({});
  const { state } = kept;
  if (state.kind === 'LocalRecovery') await kept.recover(state.buffers[0]?.bufferId ?? '');
  else await kept.newSession({ order: ['1'], notes: { 1: { text: '' } } });
  return kept; // kept.edit(next) on every change, kept.save() on Ctrl+S, kept.close() at the end
}

const WORDS = { clean: 'Saved', dirty: '...', backedUp: 'Backed up', notBackedUp: 'NOT backed up' };

function words(state: State<Notes>): string {
  return state.kind === 'Loaded' && state.mode === 'session' ? WORDS[state.local.kind] : state.kind;
}
