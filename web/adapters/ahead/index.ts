/** What the page's first script imports from the adapters. It is small, because the page's code loads meanwhile. */
export { type Begun, begin } from './fetch-ahead.ts';
export { sessionPath, snapshotPath, WHO_PATH } from './paths.ts';
