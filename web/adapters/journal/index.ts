/** The Worker's side of the journal. */
export type { Endpoint } from './rpc.ts';
export { serveJournal } from './serve.ts';
