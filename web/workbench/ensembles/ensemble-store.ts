import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { Clock } from '../../kernel/index.ts';
import type { Ensemble, SessionContent } from '../content/schema.ts';
import { ensembleById } from '../content/select.ts';
import type { Assets } from './columns/assets.ts';
import type { EnsembleData, EnsembleDataState } from './ensemble-data.ts';
import type { ColumnNames, LazyColumn, LazyColumns } from './lazy-columns.ts';

type Source = Ensemble['source'];
/** @param shownBy the content whose open dashboard is on screen soon. */
export type LoadEnsemble = (source: Source, shownBy?: SessionContent) => Promise<EnsembleData>;

const MISSING: EnsembleDataState = {
  kind: 'failed',
  message: 'This ensemble is no longer part of the session.',
};
const LOADING: EnsembleDataState = { kind: 'loading' };

/**
 * Returns a function that generates or reads an ensemble's numbers; its code is loaded on first use. With a clock's
 * `after`, columns that are not shown are unloaded above a memory limit.
 */
export function loadWith(assets: Pick<Assets, 'readPart'>, after?: Clock['after']): LoadEnsemble {
  return async (source, shownBy) =>
    (await import('./load-ensemble.ts')).loadEnsemble(source, { assets, after, shownBy });
}

/**
 * The numbers of the content's ensembles, generated or read on first use and kept as long as the content has their
 * source. `data` returns which columns there are, `columns` also loads values, which stay in memory as long as there is
 * room.
 */
export class EnsembleStore {
  readonly #content: ReadonlySignal<SessionContent>;
  readonly #load: LoadEnsemble;
  readonly #loaded = new WeakMap<Source, Signal<EnsembleDataState>>();
  /** Weak, because a signal keeps the data of its last value. */
  readonly #byId = new Map<string, WeakRef<ReadonlySignal<EnsembleDataState>>>();
  /** Increases whenever columns were read or are to be retried. */
  readonly #news = signal(0);

  constructor(content: ReadonlySignal<SessionContent>, load: LoadEnsemble) {
    this.#content = content;
    this.#load = load;
  }

  /**
   * An ensemble's realizations, dates, names and units, and its loading state. For values call `columns`. Returns the
   * same signal for the same id as long as somebody uses it.
   */
  data(ensembleId: string): ReadonlySignal<EnsembleDataState> {
    const known = this.#byId.get(ensembleId)?.deref();
    if (known) return known;
    const source = computed(() => ensembleById(this.#content.value, ensembleId)?.source);
    const state = computed(() => (source.value ? this.#of(source.value).value : MISSING));
    this.#byId.set(ensembleId, new WeakRef(state));
    return state;
  }

  /**
   * Starts to load the named columns; returns the ensemble's data once they are loaded. Reads signals: call it while
   * rendering. The columns stay loaded as long as the caller is on screen.
   */
  columns(ensembleId: string, names: ColumnNames): EnsembleDataState {
    const state = this.data(ensembleId).value;
    if (state.kind !== 'ready') return state;
    const { columns } = state.data;
    const lacking = columns?.show(names) ?? [];
    if (lacking.length === 0) return state;
    this.#news.value;
    const failed = lacking.find(({ failure }) => failure !== null);
    if (failed?.failure) return failedState(failed.failure);
    this.#read(
      columns,
      lacking.filter(({ isLoading }) => !isLoading),
    );
    return LOADING;
  }

  /** Starts to load what the open dashboard of a content shows, while that is not on screen yet. */
  prepare(content: SessionContent): void {
    for (const { source } of content.ensembleSet.ensembles) this.#of(source, content);
  }

  /** An ensemble's data without column values. Rejects if it cannot be read. */
  loaded(ensembleId: string): Promise<EnsembleData> {
    const { promise, resolve, reject } = Promise.withResolvers<EnsembleData>();
    const stop = effect(() => {
      const state = this.data(ensembleId).value;
      if (state.kind === 'ready') resolve(state.data);
      if (state.kind === 'failed') reject(new Error(state.message));
    });
    return promise.finally(stop);
  }

  /**
   * An ensemble's data with all columns, for an export for example. Columns that no screen shows may be unloaded a
   * moment later. Rejects if a column cannot be read.
   */
  async whole(ensembleId: string): Promise<EnsembleData> {
    const data = await this.loaded(ensembleId);
    const all = data.columns?.all ?? [];
    await Promise.all(all.map((column) => column.load()));
    // A card that asked for one of them meanwhile waits for it.
    this.#tell();
    const failed = all.find(({ failure }) => failure !== null);
    if (failed?.failure) throw failed.failure;
    data.columns?.count(all);
    return data;
  }

  /** Retries what could not be read, when the network is back or a person asks. */
  retry(): void {
    for (const { source } of this.#content.peek().ensembleSet.ensembles) {
      const state = this.#loaded.get(source)?.peek();
      if (state?.kind === 'ready') state.data.columns?.forgetFailures();
      if (state?.kind === 'failed') this.#start(source);
    }
    this.#tell();
  }

  readonly #tell = (): void => {
    this.#news.value += 1;
  };

  #read(from: LazyColumns | undefined, columns: readonly LazyColumn[]): void {
    if (columns.length === 0) return;
    void Promise.all(columns.map((column) => column.load())).then(() => {
      this.#tell();
      from?.count(columns);
    });
  }

  #of(source: Source, shownBy?: SessionContent): Signal<EnsembleDataState> {
    return this.#loaded.get(source) ?? this.#start(source, shownBy);
  }

  #start(source: Source, shownBy?: SessionContent): Signal<EnsembleDataState> {
    const state = this.#loaded.get(source) ?? signal<EnsembleDataState>(LOADING);
    this.#loaded.set(source, state);
    this.#load(source, shownBy).then(
      (data) => {
        state.value = { kind: 'ready', data };
        const { columns } = data;
        this.#read(columns, columns?.all.filter(({ isLoading }) => isLoading) ?? []);
      },
      (error: unknown) => {
        state.value = failedState(error);
      },
    );
    return state;
  }
}

function failedState(error: unknown): EnsembleDataState {
  const why = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', message: `Its data cannot be read: ${why.replace(/\.$/, '')}.` };
}
