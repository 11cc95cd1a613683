/** The Worker's side of the journal. */
export { type Endpoint, serveJournal } from './serve.ts';
