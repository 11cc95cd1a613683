import type { PartsModel } from '../../kernel/index.ts';
import { createIndexedDbJournal } from './journal.ts';
import { type Endpoint, serve } from './rpc.ts';

/** Answers the page's calls on the journal. The Worker's whole job. */
export function serveJournal<Content>(model: PartsModel<Content>, endpoint: Endpoint): void {
  serve(endpoint, createIndexedDbJournal(model));
}
