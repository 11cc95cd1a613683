import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { effect, signal } from '@preact/signals-core';
import { describe, expect, it, vi } from 'vitest';
import { EMPTY_CONTENT } from '../content/empty.ts';
import type { SessionContent } from '../content/schema.ts';
import { removeEnsemble, renameEnsemble } from '../edits/ensembles.ts';
import { contentFrom } from '../testing/contents.ts';
import { createMemoryAssets } from '../testing/memory-assets.ts';
import { ColumnMemory } from './column-memory.ts';
import type { EnsembleData, EnsembleDataState } from './ensemble-data.ts';
import { EnsembleStore, type LoadEnsemble, loadWith } from './ensemble-store.ts';
import { LazyColumn, LazyColumns } from './lazy-columns.ts';

const PATIENT = { timeout: 20_000 };

const start = contentFrom('field-overview');
const id = start.ensembleSet.ensembles[0]?.id ?? '';
const data = {} as EnsembleData;

function open(load: LoadEnsemble) {
  const content = signal(start);
  return { content, store: new EnsembleStore(content, load) };
}

describe('the data of an ensemble', () => {
  it('is loaded on first use, once for all callers', async () => {
    const load = vi.fn(async () => data);
    const { store } = open(load);
    expect(load).not.toHaveBeenCalled();
    const seen: EnsembleDataState['kind'][] = [];
    effect(() => {
      seen.push(store.data(id).value.kind);
    });
    expect(store.data(id)).toBe(store.data(id));
    await vi.waitFor(() => expect(seen).toEqual(['loading', 'ready']), PATIENT);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('is not loaded again after an unrelated edit or an undo', async () => {
    const load = vi.fn(async () => data);
    const { content, store } = open(load);
    await vi.waitFor(() => expect(store.data(id).value.kind).toBe('ready'), PATIENT);
    content.value = renameEnsemble(start, id, 'New');
    content.value = removeEnsemble(start, id);
    expect(store.data(id).value.kind).toBe('failed');
    content.value = start;
    expect(store.data(id).value).toEqual({ kind: 'ready', data });
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('says why it cannot be read, and is not retried automatically', async () => {
    const load = vi.fn(async () => {
      throw new Error('a column is longer than its stated length');
    });
    const { store } = open(load);
    await vi.waitFor(
      () =>
        expect(store.data(id).value).toEqual({
          kind: 'failed',
          message: 'Its data cannot be read: a column is longer than its stated length.',
        }),
      PATIENT,
    );
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('starts to load before its content is on screen, if told what comes', async () => {
    const reads: string[] = [];
    const column = (name: string) =>
      new LazyColumn(name, async () => {
        reads.push(name);
        return Float64Array.of(1);
      });
    const columns = new LazyColumns(new Map([['FOPR', column('FOPR')]]), new Map());
    const load = vi.fn<LoadEnsemble>(async () => {
      void columns.all[0]?.load();
      return { columns } as EnsembleData;
    });
    const content = signal(EMPTY_CONTENT);
    const store = new EnsembleStore(content, load);
    store.prepare(start);
    expect(load.mock.calls).toEqual(
      start.ensembleSet.ensembles.map(({ source }) => [source, start]),
    );
    content.value = start;
    const seen: string[] = [];
    effect(() => void seen.push(store.columns(id, { vectors: ['FOPR'] }).kind));
    await vi.waitFor(() => expect(seen.at(-1)).toBe('ready'), PATIENT);
    expect(reads).toEqual(['FOPR']);
    expect(load).toHaveBeenCalledTimes(start.ensembleSet.ensembles.length);
  });

  it('is generated or unpacked by the real loader', async () => {
    const store = new EnsembleStore(signal(start), loadWith(createMemoryAssets()));
    store.data(id).value;
    await vi.waitFor(() => expect(store.data(id).value.kind).toBe('ready'), PATIENT);
    const state = store.data(id).value;
    expect(state.kind === 'ready' && state.data.vectors.has('FOPR')).toBe(true);
  });
});

describe('the columns of an ensemble', () => {
  function withColumns(read: (name: string) => Promise<Float64Array>, memory?: ColumnMemory) {
    const columns = new Map(
      ['FOPR', 'FOPT', 'FGPR'].map((name) => [name, new LazyColumn(name, () => read(name))]),
    );
    const lazy = { columns: new LazyColumns(columns, new Map(), memory) } as EnsembleData;
    return open(async () => lazy).store;
  }

  it('are read only on demand, each once', async () => {
    const read = vi.fn(async (_: string) => Float64Array.of(1));
    const store = withColumns(read);
    const seen: string[] = [];
    effect(() => {
      seen.push(store.columns(id, { vectors: ['FOPR', 'no such'] }).kind);
    });
    await vi.waitFor(() => expect(seen.at(-1)).toBe('ready'), PATIENT);
    expect(seen.slice(0, -1).every((kind) => kind === 'loading')).toBe(true);
    expect(read.mock.calls).toEqual([['FOPR']]);
    expect(store.columns(id, { vectors: ['FOPR', 'FOPT'] }).kind).toBe('loading');
    await vi.waitFor(
      () => expect(store.columns(id, { vectors: ['FOPT'] }).kind).toBe('ready'),
      PATIENT,
    );
    expect(read.mock.calls).toEqual([['FOPR'], ['FOPT']]);
  });

  it('that cannot be read say why, and are read again on request', async () => {
    let isOnline = false;
    const store = withColumns(async () => {
      if (!isOnline) throw new Error('you are offline');
      return Float64Array.of(1);
    });
    const seen = () => store.columns(id, { vectors: ['FOPR'] });
    await vi.waitFor(
      () =>
        expect(seen()).toEqual({
          kind: 'failed',
          message: 'Its data cannot be read: you are offline.',
        }),
      PATIENT,
    );
    await expect(store.whole(id)).rejects.toThrow('you are offline');
    isOnline = true;
    store.retry();
    expect(seen().kind).toBe('loading');
    await vi.waitFor(() => expect(seen().kind).toBe('ready'), PATIENT);
    expect(await store.whole(id)).toBeDefined();
  });

  it('are shown as well if an export was already loading them', async () => {
    const waiting = Promise.withResolvers<Float64Array>();
    const store = withColumns(() => waiting.promise);
    await store.loaded(id);
    const whole = store.whole(id);
    await setImmediate();
    const seen: string[] = [];
    effect(() => {
      seen.push(store.columns(id, { vectors: ['FOPR'] }).kind);
    });
    waiting.resolve(Float64Array.of(1));
    await whole;
    expect(seen).toEqual(['loading', 'ready']);
  });

  it('throw when values are read that were not loaded', () => {
    const column = new LazyColumn('FOPR', async () => Float64Array.of(1));
    expect(() => column.values).toThrow('FOPR is not loaded yet');
  });

  it('are unloaded above a limit, the least recently shown first, and never while they are shown', async () => {
    let later: (() => void) | undefined;
    const memory = new ColumnMemory((_, run) => {
      later = run;
      return () => {};
    }, 40);
    const read = vi.fn(async (_: string) => new Float64Array(2));
    const store = withColumns(read, memory);
    const show = async (name: string) => {
      const seen: string[] = [];
      const stop = effect(() => void seen.push(store.columns(id, { vectors: [name] }).kind));
      await vi.waitFor(() => expect(seen.at(-1)).toBe('ready'), PATIENT);
      return stop;
    };
    const stop = await show('FOPR');
    (await show('FOPT'))();
    expect(later).toBeUndefined();
    (await show('FGPR'))();
    later?.();
    // FOPR was loaded before FOPT, but it is on screen.
    (await show('FOPR'))();
    (await show('FGPR'))();
    expect(read.mock.calls).toEqual([['FOPR'], ['FOPT'], ['FGPR']]);
    stop();
    (await show('FOPT'))();
    later?.();
    (await show('FGPR'))();
    (await show('FOPT'))();
    expect(read.mock.calls.slice(3)).toEqual([['FOPT']]);
    // Shown columns may exceed the limit.
    const shown = [await show('FOPR'), await show('FOPT'), await show('FGPR')];
    later?.();
    const before = read.mock.calls.length;
    for (const name of ['FOPR', 'FOPT', 'FGPR']) (await show(name))();
    expect(read.mock.calls.length).toBe(before);
    for (const hide of shown) hide();
    // An export reads all columns: those that no screen shows are unloaded again.
    later = undefined;
    await store.whole(id);
    expect(later).toBeDefined();
  });

  it('leave memory once no content names their ensemble, an undo step included', async () => {
    let undo: SessionContent | null = structuredClone(start);
    const content = signal(undo);
    const memory = new ColumnMemory(() => () => {});
    const values: WeakRef<Float64Array>[] = [];
    const column = () =>
      new LazyColumn('FOPR', async () => {
        const read = new Float64Array(1000);
        values.push(new WeakRef(read));
        return read;
      });
    const store = new EnsembleStore(content, async () => {
      const columns = new LazyColumns(new Map([['FOPR', column()]]), new Map(), memory);
      return { columns } as EnsembleData;
    });
    const seen: string[] = [];
    const hide = effect(() => void seen.push(store.columns(id, { vectors: ['FOPR'] }).kind));
    await vi.waitFor(() => expect(seen.at(-1)).toBe('ready'), PATIENT);
    hide();
    content.value = removeEnsemble(undo, id);
    await collectGarbage();
    expect([values.length, values[0]?.deref()?.length]).toEqual([1, 1000]);
    expect(undo).toEqual(start);
    undo = null;
    await collectGarbage();
    expect(values[0]?.deref()).toBeUndefined();
  });
});

/** Takes away what nothing holds. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  // What a weak reference was asked for stays until the task ends.
  await setImmediate();
  (runInNewContext('gc') as () => void)();
}
