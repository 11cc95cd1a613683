/** All that other folders may import of the kernel. */
export { same } from './conflict/same.ts';
export type { ContentModel, PartsModel, ReadResult } from './content-model.ts';
export { createPersistenceService } from './create-persistence-service.ts';
export {
  copyTitle,
  type Metadata,
  plainMetadata,
  type SessionMetadata,
  type SnapshotMetadata,
} from './metadata.ts';
export { contentParts, METADATA_PART, metadataOf } from './parts.ts';
export type {
  Choice,
  Dependencies,
  Difference,
  DifferencesResult,
  PersistenceService,
  Ports,
  Preview,
  ResolveResult,
  SaveResult,
  SnapshotResult,
} from './persistence-service.ts';
export type { Api, Body, Failure, Outcome } from './ports/api.ts';
export type { Clock } from './ports/clock.ts';
export type { Connectivity, PageEvent } from './ports/connectivity.ts';
export type { Entries, EntryWrite } from './ports/entries.ts';
export {
  type BufferInfo,
  type BufferSummary,
  type Commit,
  type Committed,
  type DamagedBuffer,
  INLINE_MAX_BYTES,
  type Journal,
  type Journaled,
  type JournalFailure,
  type JournalReason,
  type KeptCopy,
  type KeptInfo,
  type OpenedBuffer,
  type Parts,
  type Prepared,
  type PrepareOptions,
  type Sent,
} from './ports/journal.ts';
export type { TabMessage, Tabs } from './ports/tabs.ts';
export type { Problem } from './problem.ts';
export {
  hasUnsavedChanges,
  isSomebodyElseSignedIn,
  type LoadedSession,
  type LoadedSnapshot,
  type Local,
  type RecoveredFrom,
  type State,
  type Target,
} from './state.ts';
export type { Timings } from './timings.ts';
