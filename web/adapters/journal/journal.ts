import type { Journal, Journaled, PartsModel } from '../../kernel/index.ts';
import { createAssetDatabase } from '../assets/database.ts';
import { sweepAssets } from '../assets/sweep-assets.ts';
import { rebase, settle, unpin } from './base.ts';
import { buffers, damaged, deleteDamaged, findBase, open, readDamaged, remove } from './buffers.ts';
import { commit, load } from './commits.ts';
import { failureOf } from './journal-error.ts';
import { deleteKept, keep, kept, openKept } from './kept.ts';
import { packed, prepare } from './prepare.ts';
import { serverNow } from './server-time.ts';
import { clear, sweep } from './sweep.ts';
import { createDatabase } from './transactions.ts';

/** Garbage is swept this long after the write that may have made it. */
const SWEEP_AFTER_MS = 30_000;

/**
 * The journal over IndexedDB. It holds nothing in memory: a Worker that died is replaced by another.
 * @param databaseName of this site's databases, the one to use.
 */
export function createIndexedDbJournal<Content>(
  model: PartsModel<Content>,
  databaseName = 'holdfast',
): Journal {
  const database = createDatabase(databaseName);
  const read = inOrder();
  const assets = createAssetDatabase();
  const planSweep = sweeper(async (serverMs) => {
    await sweep(database, serverMs);
    // By this device's clock, which is the one that marked them used.
    await sweepAssets(database, assets, Date.now());
  }, read);
  const write = async <T>(work: () => Promise<T>): Promise<Journaled<T>> => {
    const answer = await read(work);
    planSweep();
    return answer;
  };
  return {
    commit: (change) => write(() => commit(database, change)),
    load: (info, generation, contentText) =>
      write(() => load(database, model, info, generation, contentText)),
    rebase: (info, contentText) => write(() => rebase(database, model, info, contentText)),
    prepare: (bufferId, options) => write(() => prepare(database, model, bufferId, options)),
    // Needs no database, so it never waits behind a call for one that does not answer.
    pack: (parts, expiresAt) => answered(() => packed(model, parts, { expiresAt })),
    settle: (info, generation) => write(() => settle(database, info, generation)),
    unpin: (bufferId) => write(() => unpin(database, bufferId)),
    buffers: (ownerId) => read(() => buffers(database, ownerId)),
    findBase: (ownerId, sessionId) => read(() => findBase(database, ownerId, sessionId)),
    open: (bufferId) => read(() => open(database, bufferId)),
    remove: (bufferId) => write(() => remove(database, bufferId)),
    keep: (info, source) => write(() => keep(database, info, source)),
    kept: (ownerId) => read(() => kept(database, ownerId)),
    openKept: (id) => read(() => openKept(database, model, id)),
    deleteKept: (id) => write(() => deleteKept(database, id)),
    damaged: (ownerId) => read(() => damaged(database, ownerId)),
    readDamaged: (id) => read(() => readDamaged(database, id)),
    deleteDamaged: (id) => write(() => deleteDamaged(database, id)),
    clear: (ownerId, but) =>
      write(async () => {
        await clear(database, ownerId, but);
        await sweepAssets(database, assets, Date.now(), 0).catch(() => undefined);
      }),
  };
}

type Run = <T>(work: () => Promise<T>) => Promise<Journaled<T>>;

/** Carries calls out one after the other, and answers what they throw. */
function inOrder(): Run {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const answer = last.then(() => answered(work));
    last = answer;
    return answer;
  };
}

async function answered<T>(work: () => Promise<T>): Promise<Journaled<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return failureOf(error);
  }
}

function sweeper(sweepAll: (serverMs: number | null) => Promise<void>, run: Run): () => void {
  let isPlanned = false;
  return () => {
    if (isPlanned) return;
    isPlanned = true;
    setTimeout(() => {
      isPlanned = false;
      // What could not be swept now is swept after a later write.
      void serverNow().then((serverMs) => run(() => sweepAll(serverMs)));
    }, SWEEP_AFTER_MS);
  };
}
