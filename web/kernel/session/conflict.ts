import type { SessionMetadata, Stored } from '../ports/api.ts';
import { type MergeModel, readContent } from '../ports/model.ts';
import type { Problem } from '../ports/problem.ts';
import type { SessionState } from '../state/session-state.ts';
import { isClean } from '../state/view.ts';
import {
  contentParts,
  copyTitle,
  isSameWork,
  metadataOf,
  partsOf,
  type Work,
  withoutDrafts,
  workOf,
} from '../state/work.ts';
import { comparePartwise, merge, type Sides } from './merge.ts';
import { type Fetched, fetchSession, isOtherUser, keepCopy } from './persist.ts';
import type {
  Choice,
  DifferencesResult,
  ResolveResult,
  SaveResult,
} from './persistence-service.ts';
import { atOnce, type Saver } from './save.ts';
import type { Sending } from './send.ts';

type Theirs = Stored<SessionMetadata>;

/** Ends a conflict as the person chooses. Keeps a copy of everything before it is overwritten. */
export interface Resolver {
  differences(): Promise<DifferencesResult>;
  resolve(choice: Choice): Promise<ResolveResult>;
}

export function createResolver(
  { own, backup, base, exclusive }: Sending,
  saver: Saver,
  merging: MergeModel,
): Resolver {
  const { clock, model } = own;

  let resolving: Promise<ResolveResult> | null = null;

  /** Carries out one choice at a time. A second click gets the result of the first. */
  async function resolve(choice: Choice): Promise<ResolveResult> {
    resolving ??= carryOut(choice).finally(() => {
      resolving = null;
    });
    return resolving;
  }

  async function carryOut(choice: Choice): Promise<ResolveResult> {
    if (choice === 'revert') return atOnce(await exclusive.run('move', revert));
    if (!own.session?.conflict) return DONE;
    if (choice === 'notNow') {
      own.dispatch({ type: 'conflictPutAside' });
      return DONE;
    }
    if (choice === 'copy') {
      const { title, description } = own.session.work.metadata;
      return resolved(await saver.saveAs({ title: copyTitle(title), description }));
    }
    if (choice === 'overwrite') return withTheirs(overwrite, true);
    if (choice === 'reload')
      return exclusive.run('move', () => withTheirs((theirs) => reload(theirs), false));
    const merging = (theirs: Fetched) => mergeWith(theirs, choice.merge);
    return exclusive.run('move', () => withTheirs(merging, true));
  }

  /** Fetches the newer version and acts on it. `asSeen`: only if it is still the version that the person saw. */
  async function withTheirs(
    act: (theirs: Fetched) => Promise<ResolveResult>,
    asSeen: boolean,
  ): Promise<ResolveResult> {
    const seen = own.session?.conflict?.theirs;
    if (seen === undefined) return DONE;
    const theirs = await fetchSession(own, seen.id);
    if (!theirs.ok) {
      const isGone = theirs.problem.kind === 'notFound' && !(await isOtherUser(own));
      if (isGone) await base.move({ how: 'gone', createKey: clock.key() });
      const { problem, unread } = theirs;
      // An unreadable version may be overwritten once its text is kept, but not what a newer build wrote.
      const isReplaceable = act === overwrite && unread?.metadata.version === seen.version;
      if (isReplaceable && problem.kind !== 'newer') return overwrite(unread);
      return failed(problem);
    }
    if (own.session?.conflict?.theirs.id !== seen.id) return DONE;
    if (asSeen && theirs.metadata.version !== seen.version) {
      own.dispatch({ type: 'conflictFound', theirs: theirs.metadata, insist: true });
      return { kind: 'conflict' };
    }
    return act(theirs);
  }

  /** Goes back to the version on the server, which was last saved here or elsewhere. */
  async function revert(): Promise<ResolveResult> {
    const id = own.session?.base?.metadata.id;
    if (id === undefined) return DONE;
    const theirs = await fetchSession(own, id);
    if (!theirs.ok) return failed(theirs.problem);
    return own.session?.base?.metadata.id === id ? reload(theirs, true) : DONE;
  }

  /** `isAll`: drafts are dropped too; the kept copy has them. */
  async function reload(theirs: Fetched, isAll = false): Promise<ResolveResult> {
    const problem = own.session && isClean(own.session) ? null : await keepMine();
    if (problem !== null) return failed(problem);
    if (own.session !== null && isAll) show(withoutDrafts(own.session.work));
    const { metadata: to, work, contentText } = theirs;
    await base.move({ how: 'reloaded', to, work, contentText });
    return DONE;
  }

  async function overwrite(theirs: Theirs): Promise<ResolveResult> {
    const problem = await keepTheirs(theirs);
    if (problem !== null) return failed(problem);
    return resolved(await saver.saveOver(theirs.metadata));
  }

  async function mergeWith(
    theirs: Fetched,
    choices: ReadonlyMap<string, 'mine' | 'theirs'>,
  ): Promise<ResolveResult> {
    const problem = (await keepTheirs(theirs)) ?? (await keepMine());
    if (problem !== null) return failed(problem);
    const { session } = own;
    if (session === null) return DONE;
    const sides = sidesOf(session, theirs);
    const merged = merge(comparePartwise(merging, sides), sides, choices);
    if (!merged.ok) {
      const message = 'These still need a choice';
      return failed({ kind: 'validation', message, issues: merged.open });
    }
    const { parts } = merged;
    const read = readContent(model, () => model.join(contentParts(parts)));
    if (!read.ok) return failed(read.problem);
    const work = workOf(read.content, metadataOf(parts), session.work.drafts);
    show(work);
    // The merged work is committed before the base moves: after a crash in between, the old work on the new base would look as if theirs had been undone here.
    if (!(await backup.flush())) {
      if (own.session?.work === work) show(session.work);
      const message = 'The merged work could not be kept on this device';
      return failed({ kind: 'device', message });
    }
    const { metadata: to, contentText } = theirs;
    await base.move({ how: 'merged', to, work: theirs.work, contentText });
    return DONE;
  }

  function show(work: Work): void {
    own.dispatch({ type: 'edited', work, atMs: clock.now() });
    backup.touch();
  }

  /** Keeps a copy of what is shown, including edits made meanwhile. Returns null once it is kept. */
  async function keepMine(): Promise<Problem | null> {
    for (;;) {
      const before = own.session;
      if (before === null) return null;
      if (!(await backup.flush()))
        return { kind: 'device', message: 'Your changes could not be kept on this device' };
      const { base, buffer, work } = before;
      const from = { bufferId: buffer.bufferId };
      const problem = await keepCopy(own, 'mine', work, base?.metadata ?? null, from);
      if (problem !== null) return problem;
      if (own.session === null || isSameWork(own.session.work, work)) return null;
    }
  }

  async function keepTheirs({ metadata, contentText }: Theirs): Promise<Problem | null> {
    return own.session && keepCopy(own, 'theirs', { metadata }, metadata, { contentText });
  }

  async function differences(): Promise<DifferencesResult> {
    const seen = own.session?.conflict?.theirs;
    if (seen === undefined) return NO_DIFFERENCES;
    const theirs = await fetchSession(own, seen.id);
    if (!theirs.ok) return failed(theirs.problem);
    // The conflict may have ended while their version was fetched.
    if (!own.session?.conflict) return NO_DIFFERENCES;
    own.dispatch({ type: 'conflictFound', theirs: theirs.metadata, insist: false });
    const compared = comparePartwise(merging, sidesOf(own.session, theirs));
    const differences = compared.map(({ merged, ...difference }) => ({
      ...difference,
      // What merges by itself needs no choice.
      mergesAlone: merged !== null,
    }));
    return { kind: 'differences', differences };
  }

  function sidesOf({ base, work }: SessionState, theirs: Fetched): Sides {
    return {
      base: base?.work ? partsOf(model, base.work) : null,
      mine: partsOf(model, withoutDrafts(work)),
      theirs: partsOf(model, theirs.work),
    };
  }

  return { differences, resolve };
}

const DONE: ResolveResult = { kind: 'done' };
const NO_DIFFERENCES: DifferencesResult = { kind: 'differences', differences: [] };

function failed(problem: Problem): { readonly kind: 'failed'; readonly problem: Problem } {
  return { kind: 'failed', problem };
}

/** The result of a choice that saves. */
function resolved(result: SaveResult): ResolveResult {
  return result.kind === 'saved' ? DONE : result;
}
