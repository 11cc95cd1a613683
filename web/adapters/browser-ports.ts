import type { Api, Clock, Connectivity, Entries, Journal, Tabs } from '../kernel/index.ts';
import { type Call, createClient } from './api/client.ts';
import { createPersistenceApi } from './api/persistence-api.ts';
import { createClock } from './clock.ts';
import { createConnectivity } from './connectivity.ts';
import { localEntries } from './entries.ts';
import { createJournalClient } from './journal/client.ts';
import { journalHosts } from './journal/hosts.ts';
import { createTabs } from './tabs/tabs.ts';

/** All that the kernel needs of a browser. */
export interface BrowserPorts {
  readonly api: Api;
  readonly journal: Journal;
  readonly entries: Entries;
  readonly tabs: Tabs;
  readonly clock: Clock;
  readonly connectivity: Connectivity;
}

/**
 * The kernel's ports over this browser. Call it as early as the page can: it starts the Worker.
 * @param journalScriptUrl where the journal's script is served; see `journalHosts`.
 * @param journalTimeoutMs after which a silent journal is given up.
 */
export function createBrowserPorts(
  journalScriptUrl: string,
  call: Call = createClient(),
  journalTimeoutMs?: number,
): BrowserPorts {
  return {
    api: createPersistenceApi(call),
    journal: createJournalClient(journalHosts(journalScriptUrl), journalTimeoutMs),
    entries: localEntries,
    tabs: createTabs(),
    clock: createClock(),
    connectivity: createConnectivity(),
  };
}
