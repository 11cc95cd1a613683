import type { ContentModel } from '../content-model.ts';
import { createPersistenceService } from '../create-persistence-service.ts';
import type { Ports } from '../persistence-service.ts';
import { statusWords } from '../words.ts';

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
  label: (name) => (name === 'order' ? 'The order of the notes' : `Note ${name}`),
};

/** Opens what the address names, or what a crash left, or a first note. */
export async function keepNotes(ports: Ports, ownerId: string, show: (line: string) => void) {
  const kept = createPersistenceService({ ...ports, model: notesModel, ownerId });
  kept.subscribe((state) => show(statusWords(state, ports.clock.now()).combined));
  await kept.start({});
  const { state } = kept;
  if (state.kind === 'LocalRecovery') await kept.recover(state.buffers[0]?.bufferId ?? '');
  else await kept.newSession({ order: ['1'], notes: { 1: { text: '' } } });
  return kept; // kept.edit(next) on every change, kept.save() on Ctrl+S, kept.close() at the end
}
