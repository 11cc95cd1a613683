import type { PartsModel } from '../../kernel/index.ts';
import { createIndexedDbJournal } from './journal.ts';
import { type Endpoint, serve } from './rpc.ts';

/** Serves the journal to the page. This is all that the Worker does. */
export function serveJournal<Content>(model: PartsModel<Content>, endpoint: Endpoint): void {
  serve(endpoint, createIndexedDbJournal(model));
}
