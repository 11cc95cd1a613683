import { type Endpoint, serveJournal } from '../../web/adapters/journal/index.ts';
import { notesModel } from '../conformance/notes-model.ts';

export function serveOn(endpoint: Endpoint): void {
  serveJournal(notesModel, endpoint);
}

if (typeof document === 'undefined') serveOn(globalThis as unknown as Endpoint);
