import type { Journal, Journaled, PartsModel } from '../../kernel/index.ts';
import { createAssetDatabase } from '../assets/database.ts';
import { sweepAssets } from '../assets/sweep-assets.ts';
import { confirmSaved, rebase, unpin } from './base.ts';
import { buffers, damaged, findBase, open, readDamaged, restOf } from './buffers.ts';
import { commit, load } from './commits.ts';
import type { Stores } from './database.ts';
import { failureOf } from './journal-error.ts';
import { keep, kept, openKept } from './kept.ts';
import { packed, prepare } from './prepare.ts';
import { clear, serverNow, sweep } from './sweep.ts';
import { createDatabase, type Database } from './transactions.ts';

/** This long after a commit it is written to the disk, so that it survives a power cut. */
const SYNC_AFTER_MS = 2_000;
/** This long after a write, unused data is swept. */
const SWEEP_AFTER_MS = 30_000;

/**
 * The journal in IndexedDB. It has no state in memory, so a crashed Worker can be replaced.
 * @param databaseName the database to use.
 */
export function createIndexedDbJournal(
  model: PartsModel<unknown>,
  databaseName = 'holdfast',
): Journal {
  const database = createDatabase(databaseName);
  const read = inOrder();
  const assets = createAssetDatabase();
  // A sweep that fails is repeated after a later write.
  const planSweep = later(SWEEP_AFTER_MS, async () => {
    const nowMs = await serverNow();
    void read(async () => {
      await sweep(database, nowMs);
      // With this device's clock, since that also set the times of use.
      await sweepAssets(database, assets, Date.now());
    });
  });
  let committed = '';
  // A `strict` write also brings all earlier writes to the disk.
  const planSync = later(SYNC_AFTER_MS, () => {
    void read(() =>
      database.run('strict', async (tx) => {
        const record = await tx.get('buffers', committed);
        if (record) tx.put('buffers', committed, record);
      }),
    );
  });
  const write = async <T>(work: () => Promise<T>): Promise<Journaled<T>> => {
    const answer = await read(work);
    planSweep();
    return answer;
  };
  const by =
    (run: Run) =>
    <Input extends unknown[], T>(work: (database: Database, ...input: Input) => Promise<T>) =>
    (...input: Input) =>
      run(() => work(database, ...input));
  const [reads, writes] = [by(read), by(write)];
  const removal = (store: keyof Stores) => (id: string) =>
    write(() => database.run('strict', async (tx) => tx.delete(store, id)));
  return {
    commit: (change) =>
      write(async () => {
        const done = await commit(database, change);
        committed = change.info.bufferId;
        planSync();
        return done;
      }),
    load: (info, generation, contentText) =>
      write(() => load(database, model, info, generation, contentText)),
    rebase: (info, contentText) => write(() => rebase(database, model, info, contentText)),
    prepare: (bufferId, options) => write(() => prepare(database, model, bufferId, options)),
    // Not in order with the others: it must work even if the database does not respond.
    pack: (parts, expiresAt) => answered(() => packed(model, parts, { expiresAt })),
    confirmSaved: writes(confirmSaved),
    unpin: writes(unpin),
    buffers: reads(buffers),
    findBase: reads(findBase),
    open: reads(open),
    remove: removal('buffers'),
    keep: writes(keep),
    kept: reads(kept),
    openKept: (id) => read(() => openKept(database, model, id)),
    deleteKept: removal('kept'),
    damaged: reads(damaged),
    restOf: reads(restOf),
    readDamaged: reads(readDamaged),
    deleteDamaged: removal('damaged'),
    clear: (ownerId, but) =>
      write(async () => {
        await clear(database, ownerId, but);
        await sweepAssets(database, assets, Date.now(), 0).catch(() => undefined);
      }),
  };
}

type Run = <T>(work: () => Promise<T>) => Promise<Journaled<T>>;

/** Carries out calls one after the other, and turns errors into failures. */
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

/** Returns a function that schedules `work` after `afterMs`; calls before that schedule nothing more. */
function later(afterMs: number, work: () => void): () => void {
  let isPlanned = false;
  return () => {
    if (isPlanned) return;
    isPlanned = true;
    setTimeout(() => {
      isPlanned = false;
      work();
    }, afterMs);
  };
}
