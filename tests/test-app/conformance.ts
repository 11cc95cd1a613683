/** The page that runs the conformance cases of the journal over the real Worker and IndexedDB. */
import { createJournalClient } from '../../web/adapters/journal/client.ts';
import { journalHosts } from '../../web/adapters/journal/hosts.ts';
import { journalCases } from '../conformance/journal-cases.ts';

const hosts = journalHosts('/journal.js');

const places = {
  'in the Worker': () => createJournalClient(hosts),
  'in the page': () => createJournalClient({ ...hosts, startWorker: hosts.startInPage }),
};
export type Place = keyof typeof places;

async function runCase(place: Place, name: string): Promise<string | null> {
  const journal = places[place]();
  try {
    await journalCases[name]?.(journal);
    return null;
  } catch (error) {
    return String(error);
  } finally {
    journal.close();
  }
}

declare global {
  interface Window {
    runCase: typeof runCase;
  }
}
window.runCase = runCase;
