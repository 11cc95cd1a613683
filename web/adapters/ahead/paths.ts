/** Paths of what a page asks for first. The contract has them too, but with all its schemas. */

export const WHO_PATH = '/.auth/me';

export const sessionPath = (id: string) => `/api/persistence/sessions/${encodeURIComponent(id)}`;

export const snapshotPath = (id: string) => `/api/persistence/snapshots/${encodeURIComponent(id)}`;
