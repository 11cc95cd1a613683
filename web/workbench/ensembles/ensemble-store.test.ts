import { effect, signal } from '@preact/signals-core';
import { describe, expect, it, vi } from 'vitest';
import { removeEnsemble, renameEnsemble } from '../edits/ensembles.ts';
import { contentFrom } from '../testing/contents.ts';
import type { EnsembleData, EnsembleDataState } from './ensemble-data.ts';
import { EnsembleStore, type LoadEnsemble } from './ensemble-store.ts';

const start = contentFrom('field-overview');
const id = start.ensembleSet.ensembles[0]?.id ?? '';
const data = {} as EnsembleData;

function open(load: LoadEnsemble) {
  const content = signal(start);
  return { content, store: new EnsembleStore(content, load) };
}

describe('the data of an ensemble', () => {
  it('is loaded when first asked for, once for all who ask', async () => {
    const load = vi.fn(async () => data);
    const { store } = open(load);
    expect(load).not.toHaveBeenCalled();
    const seen: EnsembleDataState['kind'][] = [];
    effect(() => {
      seen.push(store.data(id).value.kind);
    });
    expect(store.data(id)).toBe(store.data(id));
    await vi.waitFor(() => expect(seen).toEqual(['loading', 'ready']));
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('is not loaded again because of an edit that leaves it alone, nor after an undo', async () => {
    const load = vi.fn(async () => data);
    const { content, store } = open(load);
    await vi.waitFor(() => expect(store.data(id).value.kind).toBe('ready'));
    content.value = renameEnsemble(start, id, 'New');
    content.value = removeEnsemble(start, id);
    expect(store.data(id).value.kind).toBe('failed');
    content.value = start;
    expect(store.data(id).value).toEqual({ kind: 'ready', data });
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('says why it cannot be read, and is not tried again and again', async () => {
    const load = vi.fn(async () => {
      throw new Error('a column is longer than it says');
    });
    const { store } = open(load);
    await vi.waitFor(() =>
      expect(store.data(id).value).toEqual({
        kind: 'failed',
        message: 'Its data cannot be read: a column is longer than it says.',
      }),
    );
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('is generated or unpacked by the real loader', async () => {
    const store = new EnsembleStore(signal(start));
    store.data(id).value;
    await vi.waitFor(() => expect(store.data(id).value.kind).toBe('ready'));
    const state = store.data(id).value;
    expect(state.kind === 'ready' && state.data.vectors.has('FOPR')).toBe(true);
  });
});
