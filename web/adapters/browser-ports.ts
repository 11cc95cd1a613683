import type { Ports } from '../kernel/index.ts';
import { type Call, createClient } from './api/client.ts';
import { createPersistenceApi } from './api/persistence-api.ts';
import { createClock } from './clock.ts';
import { createConnectivity } from './connectivity.ts';
import { localEntries } from './entries.ts';
import { createJournalClient } from './journal/client.ts';
import { journalHosts } from './journal/hosts.ts';
import { createTabs } from './tabs.ts';

/**
 * Creates the kernel's ports for this browser. Call it as early as possible, since it starts the Worker.
 * @param journalScriptUrl address of the journal's script; see `journalHosts`.
 * @param journalTimeoutMs after this time a journal that does not respond is replaced.
 */
export function createBrowserPorts(
  journalScriptUrl: string,
  call: Call = createClient(),
  journalTimeoutMs?: number,
): Ports {
  return {
    api: createPersistenceApi(call),
    journal: createJournalClient(journalHosts(journalScriptUrl), journalTimeoutMs),
    entries: localEntries,
    tabs: createTabs(),
    clock: createClock(),
    connectivity: createConnectivity(),
  };
}
