import type { ContentModel } from '../../web/kernel/index.ts';

/** The content of a small application: ordered notes. Each note is a part. */
export interface Notes {
  readonly schemaVersion: number;
  readonly order: readonly string[];
  readonly notes: Readonly<Record<string, Note>>;
}
export interface Note {
  readonly text: string;
}

export const NO_NOTES: Notes = { schemaVersion: 1, order: [], notes: {} };

const PREFIX = 'note:';
/** One frame object, so that an edit of a note does not change the frame's identity. */
const frames = new WeakMap<readonly string[], unknown>();

export const notesModel: ContentModel<Notes> = {
  schemaVersion: 1,
  migrate: (value) => value as Notes,
  split({ schemaVersion, order, notes }) {
    const frame = frames.get(order) ?? { schemaVersion, order };
    frames.set(order, frame);
    const parts = new Map<string, unknown>([['frame', frame]]);
    for (const [id, note] of Object.entries(notes)) parts.set(PREFIX + id, note);
    return parts;
  },
  join(parts) {
    const frame = parts.get('frame') as Pick<Notes, 'schemaVersion' | 'order'> | undefined;
    const notes = [...parts].filter(([name]) => name.startsWith(PREFIX));
    return {
      schemaVersion: frame?.schemaVersion ?? 1,
      order: frame?.order ?? [],
      notes: Object.fromEntries(
        notes.map(([name, note]) => [name.slice(PREFIX.length), note as Note]),
      ),
    };
  },
  read(value) {
    const content = value as Partial<Notes> | null;
    if (!Array.isArray(content?.order)) {
      return { ok: false, reason: 'invalid', issues: ['There is no order.'] };
    }
    if ((content.schemaVersion ?? 0) > 1) return { ok: false, reason: 'newer', issues: [] };
    return { ok: true, content: content as Notes };
  },
  merging: async () => ({
    label: (name) =>
      name === 'frame' ? 'Order of the notes' : `Note ${name.slice(PREFIX.length)}`,
  }),
};

export function withNote(content: Notes, id: string, text: string): Notes {
  return {
    ...content,
    order: content.order.includes(id) ? content.order : [...content.order, id],
    notes: { ...content.notes, [id]: { text } },
  };
}

export function textsOf({ order, notes }: Notes): string[] {
  return order.map((id) => notes[id]?.text ?? '');
}
