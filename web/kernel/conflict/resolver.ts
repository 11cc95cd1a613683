import type { Backup } from '../backup/backup.ts';
import { localOf } from '../backup/local-of.ts';
import { type Context, openParts, openSession } from '../context.ts';
import { copyTitle, type SessionMetadata } from '../metadata.ts';
import { contentParts, metadataOf } from '../parts.ts';
import type {
  Choice,
  DifferencesResult,
  ResolveResult,
  SaveResult,
} from '../persistence-service.ts';
import type { Problem } from '../problem.ts';
import { readValue } from '../read-content.ts';
import { isOtherUser } from '../save/persist.ts';
import type { Saver } from '../save/saver.ts';
import type { Turns } from '../save/turns.ts';
import { detach } from '../watch/detach.ts';
import { setBase, type WorkingCopy } from '../working-copy.ts';
import { keepMine, keepTheirs } from './keep.ts';
import { comparePartwise, merge } from './merge.ts';
import { fetchTheirs, type Theirs } from './theirs.ts';

/** Ends a conflict as a person chooses. Nothing is written over before it is kept. */
export interface Resolver {
  differences(): Promise<DifferencesResult>;
  resolve(choice: Choice): Promise<ResolveResult>;
}

export function createResolver<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  backup: Backup,
  saver: Saver,
  turns: Turns,
  /** Replaces what is open by theirs. */
  showTheirs: (theirs: Theirs<Content>) => Promise<void>,
): Resolver {
  const { journal, model, store } = context;

  let resolving: Promise<ResolveResult> | null = null;

  /** One choice at a time: a second click gets the first one's end. */
  async function resolve(choice: Choice): Promise<ResolveResult> {
    resolving ??= carryOut(choice).finally(() => {
      resolving = null;
    });
    return resolving;
  }

  async function carryOut(choice: Choice): Promise<ResolveResult> {
    const session = openSession(context);
    if (session === null || conflictNow() === null) return DONE;
    if (choice === 'notNow') {
      store.dispatch({ type: 'conflictPutAside' });
      return DONE;
    }
    if (choice === 'copy') {
      const { title, description } = session.metadata;
      return resolved(await saver.saveAs({ title: copyTitle(title), description }));
    }
    if (choice === 'overwrite') return withTheirs(overwrite, true);
    if (choice === 'reload') return turns.take(() => withTheirs(reload, false));
    return turns.take(() => withTheirs((theirs) => mergeWith(theirs, choice.merge), true));
  }

  function conflictNow(): SessionMetadata | null {
    const session = openSession(context);
    return session?.remote.kind === 'conflict' ? session.remote.theirs : null;
  }

  /** `asSeen`: the choice was made about the version shown, and holds for no other. */
  async function withTheirs(
    act: (theirs: Theirs<Content>) => Promise<ResolveResult>,
    asSeen: boolean,
  ): Promise<ResolveResult> {
    const seen = conflictNow();
    if (seen === null) return DONE;
    const fetched = await fetchTheirs(context, seen.id);
    if (!fetched.ok) {
      const isGone = fetched.problem.kind === 'notFound' && !(await isOtherUser(context));
      if (isGone) await detach(context, copy, backup);
      return { kind: 'failed', problem: fetched.problem };
    }
    if (copy.closed || conflictNow()?.id !== seen.id) return DONE;
    const { metadata } = fetched.theirs;
    if (asSeen && metadata.version !== seen.version) {
      store.dispatch({ type: 'conflictFound', theirs: metadata, insist: true });
      return { kind: 'conflict' };
    }
    return act(fetched.theirs);
  }

  async function reload(theirs: Theirs<Content>): Promise<ResolveResult> {
    const isClean = openSession(context)?.local.kind === 'clean';
    const problem = isClean ? null : await keepAllOfMine();
    if (problem !== null) return { kind: 'failed', problem };
    if (!copy.closed) await showTheirs(theirs);
    return DONE;
  }

  /** What is edited while it is being kept is kept as well. */
  async function keepAllOfMine(): Promise<Problem | null> {
    for (;;) {
      const shown = openSession(context);
      const problem = await keepMine(context, copy, backup);
      const now = openSession(context);
      if (problem !== null || now === null) return problem;
      if (now.content === shown?.content && now.metadata === shown.metadata) return null;
    }
  }

  async function overwrite(theirs: Theirs<Content>): Promise<ResolveResult> {
    const problem = await keepTheirs(context, copy, theirs);
    if (problem !== null) return { kind: 'failed', problem };
    return resolved(await saver.saveOver(theirs.metadata));
  }

  async function mergeWith(
    theirs: Theirs<Content>,
    choices: ReadonlyMap<string, 'mine' | 'theirs'>,
  ): Promise<ResolveResult> {
    const problem = (await keepTheirs(context, copy, theirs)) ?? (await keepAllOfMine());
    if (problem !== null) return { kind: 'failed', problem };
    const before = openSession(context);
    const mine = openParts(context);
    if (copy.closed || before === null || mine === null) return DONE;

    const sides = { base: copy.baseParts, mine, theirs: theirs.parts };
    const merged = merge(comparePartwise(model, sides), sides, choices);
    if (!merged.ok) {
      const message = 'These still need a choice';
      return { kind: 'failed', problem: { kind: 'validation', message, issues: merged.open } };
    }
    const read = readValue(model, model.join(contentParts(merged.parts)));
    if (!read.ok) return { kind: 'failed', problem: read.problem };
    const metadata = metadataOf(merged.parts);
    store.dispatch({ type: 'edited', content: read.content, metadata });
    // On disk before the base moves: mine on top of their base would pass for a change of theirs.
    if (!(await backup.flush())) {
      const { content, metadata } = before;
      if (openSession(context)?.content === read.content) {
        store.dispatch({ type: 'edited', content, metadata });
        backup.touch();
      }
      const message = 'The merged work could not be kept on this device';
      return { kind: 'failed', problem: { kind: 'device', message } };
    }
    await moveBase(theirs);
    return DONE;
  }

  async function moveBase({ metadata, parts, contentText }: Theirs<Content>): Promise<void> {
    setBase(copy, metadata, parts);
    copy.attempts = [];
    const rebased = await journal.rebase(copy.info, contentText);
    const session = openSession(context);
    if (copy.closed || session === null) return;
    copy.baseRootHash = rebased.ok ? rebased.value.baseRootHash : null;
    if (!rebased.ok) copy.head = null;
    const local = localOf(context, copy, session);
    const { metadata: shown } = session;
    store.dispatch({ type: 'takenOver', persisted: metadata, metadata: shown, local });
    backup.report();
  }

  async function differences(): Promise<DifferencesResult> {
    const session = openSession(context);
    if (session?.remote.kind !== 'conflict') return { kind: 'differences', differences: [] };
    const fetched = await fetchTheirs(context, session.remote.theirs.id);
    if (!fetched.ok) return { kind: 'failed', problem: fetched.problem };
    const mine = openParts(context);
    if (copy.closed || mine === null) return { kind: 'differences', differences: [] };
    const { metadata, parts } = fetched.theirs;
    store.dispatch({ type: 'conflictFound', theirs: metadata, insist: false });
    const sides = { base: copy.baseParts, mine, theirs: parts };
    const differences = comparePartwise(model, sides).map(({ merged, ...difference }) => ({
      ...difference,
      // What merges without asking is nobody's choice.
      mergesAlone: merged !== null,
    }));
    return { kind: 'differences', differences };
  }

  return { differences, resolve };
}

const DONE: ResolveResult = { kind: 'done' };

/** A choice that saves ends as the save did. */
function resolved(result: SaveResult): ResolveResult {
  if (result.kind === 'saved') return DONE;
  if (result.kind !== 'nothingOpen') return result;
  const message = 'Nothing was saved: the conflict has ended, or the session was left';
  return { kind: 'failed', problem: { kind: 'unknown', message, traceId: null } };
}
