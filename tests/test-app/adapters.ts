/** A page that tests the adapters one by one, without the kernel. */
import { createAssetDatabase } from '../../web/adapters/assets/database.ts';
import { localEntries } from '../../web/adapters/entries.ts';
import { createJournalClient } from '../../web/adapters/journal/client.ts';
import { journalHosts } from '../../web/adapters/journal/hosts.ts';
import { sweep } from '../../web/adapters/journal/sweep.ts';
import { createDatabase } from '../../web/adapters/journal/transactions.ts';
import { createTabs } from '../../web/adapters/tabs.ts';
import type { Tabs } from '../../web/kernel/index.ts';
import { runAssetCase } from '../conformance/asset-cases.ts';
import { journalCases } from '../conformance/journal-cases.ts';
import * as tools from '../conformance/journal-tools.ts';

const hosts = journalHosts('/journal.js');

const places = {
  'in the Worker': () => createJournalClient(hosts),
  'in the page': () => createJournalClient({ ...hosts, startWorker: hosts.startInPage }),
};
export type Place = keyof typeof places;

/** @returns why the case fails; null if it passes */
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

const page = {
  tools,
  runCase,
  runAssetCase: (name: string) => runAssetCase(name, createAssetDatabase(`assets-${name}`)),
  newJournal: (timeoutMs?: number, place: Place = 'in the Worker') =>
    place === 'in the page' ? places[place]() : createJournalClient(hosts, timeoutMs),
  newTabs: (): Tabs => createTabs(),
  entries: localEntries,
  database: createDatabase('holdfast'),
  sweep,
};

declare global {
  interface Window {
    adapters: typeof page;
    tabs: Tabs;
    received: unknown[];
  }
}
window.adapters = page;
