/** Everything that other folders may import from the kernel. */

export type * from './ports/api.ts';
export type * from './ports/browser.ts';
export type * from './ports/journal.ts';
export type { ContentModel, MergeModel, PartsModel, ReadResult } from './ports/model.ts';
export type { Problem } from './ports/problem.ts';
export { createPersistenceService } from './service.ts';
export type { Timings } from './session/context.ts';
export type { Sides } from './session/merge.ts';
export type * from './session/persistence-service.ts';
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
