/** Everything that other folders may import from the kernel. */

export type {
  Api,
  Body,
  Failure,
  Metadata,
  OnSent,
  Outcome,
  SessionMetadata,
  SnapshotMetadata,
} from './ports/api.ts';
export type {
  Clock,
  Connectivity,
  DeviceAssets,
  Entries,
  EntryWrite,
  PageEvent,
  TabMessage,
  Tabs,
} from './ports/browser.ts';
export type {
  BufferInfo,
  BufferSummary,
  Commit,
  Committed,
  DamagedBuffer,
  DamagedRest,
  Journal,
  Journaled,
  JournalFailure,
  JournalReason,
  KeptCopy,
  KeptInfo,
  OpenedBuffer,
  Parts,
  Prepared,
  PrepareOptions,
  Sent,
} from './ports/journal.ts';
export type { ContentModel, MergeModel, PartsModel, ReadResult } from './ports/model.ts';
export type { Problem } from './ports/problem.ts';
export { createPersistenceService } from './service.ts';
export type { Timings } from './session/context.ts';
export type { Sides } from './session/merge.ts';
export type {
  Choice,
  Dependencies,
  Difference,
  DifferencesResult,
  Paused,
  PersistenceService,
  Ports,
  Preview,
  ResolveResult,
  Rest,
  SaveResult,
  SnapshotResult,
} from './session/persistence-service.ts';
export {
  asksToResolve,
  hasUnsavedChanges,
  isSomebodyElseSignedIn,
  type LoadedSession,
  type LoadedSnapshot,
  type Local,
  type RecoveredFrom,
  type State,
  type Target,
} from './state/view.ts';
export {
  contentParts,
  copyTitle,
  DRAFTS_PART,
  type Drafts,
  METADATA_PART,
  metadataOf,
  plainMetadata,
  sameJson,
} from './state/work.ts';

/** Merges two versions part by part. Loaded on demand, since most pages never merge. */
export const loadMerge = () => import('./session/merge.ts');
