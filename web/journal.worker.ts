import { type Endpoint, serveJournal } from './adapters/journal/index.ts';
import { partsModel } from './workbench/content/parts-model.ts';

/** For a page that has to do the journal's work itself. */
export function serveOn(endpoint: Endpoint): void {
  serveJournal(partsModel, endpoint);
}

if (typeof document === 'undefined') serveOn(globalThis as unknown as Endpoint);
