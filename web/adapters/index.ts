/**
 * Everything that other folders may import from the adapters. For Workers there is `journal/index.ts`, for the page's first
 * script `ahead/index.ts`.
 */
export { type Begun, fetchBegun } from './ahead/fetch-ahead.ts';
export { type Call, createClient, type Reply } from './api/client.ts';
export type { AssetStore } from './assets/asset-store.ts';
export { createAssetStore } from './assets/lazy-store.ts';
export { createBrowserPorts } from './browser-ports.ts';
export { createClock } from './clock.ts';
export { createConnectivity } from './connectivity.ts';
export { deviceActions, storedTheme, storeTheme } from './device.ts';
export { localEntries } from './entries.ts';
export { createJournalClient, type JournalHost } from './journal/client.ts';
export { journalHosts } from './journal/hosts.ts';
export { createLibrary } from './lazy-library.ts';
export { watchForUpdates } from './lazy-updates.ts';
export { keepFocusInMoves } from './move-before.ts';
export { createServerClock } from './server-clock.ts';
export { createSignIn, finishSignIn } from './sign-in.ts';
export { askToKeepStorage, freeBytes } from './storage-persistence.ts';
export { createTabs } from './tabs.ts';
export { forgetLastUser, type User, whoAmI } from './who.ts';
