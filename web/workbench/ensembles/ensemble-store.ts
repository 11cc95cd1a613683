import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { Clock } from '../../kernel/index.ts';
import type { Ensemble, SessionContent } from '../content/schema.ts';
import { ensembleById } from '../content/select.ts';
import type { Assets } from './columns/assets.ts';
import type { EnsembleData, EnsembleDataState } from './ensemble-data.ts';
import type { ColumnNames } from './lazy-columns.ts';

type Source = Ensemble['source'];
export type LoadEnsemble = (source: Source) => Promise<EnsembleData>;

const MISSING: EnsembleDataState = {
  kind: 'failed',
  message: 'This ensemble is not part of the session any more.',
};
const LOADING: EnsembleDataState = { kind: 'loading' };

/**
 * Generates or reads an ensemble's numbers; the code for it is loaded when it is first needed. With a clock's `after`
 * columns leave memory that nobody shows, beyond a bound.
 */
export function loadWith(assets: Pick<Assets, 'readPart'>, after?: Clock['after']): LoadEnsemble {
  return async (source) => (await import('./load-ensemble.ts')).loadEnsemble(source, assets, after);
}

/**
 * The numbers of a content's ensembles, generated or read when first asked for and kept as long as the content holds
 * their source: which columns there are with `data`, the values of those that are shown with `columns`,
 * which stay in memory as far as there is room.
 */
export class EnsembleStore {
  readonly #content: ReadonlySignal<SessionContent>;
  readonly #load: LoadEnsemble;
  readonly #loaded = new WeakMap<Source, Signal<EnsembleDataState>>();
  readonly #byId = new Map<string, ReadonlySignal<EnsembleDataState>>();
  /** One more whenever columns were read, or are to be tried again. */
  readonly #news = signal(0);

  constructor(content: ReadonlySignal<SessionContent>, load: LoadEnsemble) {
    this.#content = content;
    this.#load = load;
  }

  /**
   * What an ensemble has in it, and how its loading goes: realizations, dates, names and units. Values need `columns`.
   * The same signal for the same id.
   */
  data(ensembleId: string): ReadonlySignal<EnsembleDataState> {
    const known = this.#byId.get(ensembleId);
    if (known) return known;
    const source = computed(() => ensembleById(this.#content.value, ensembleId)?.source);
    const state = computed(() => (source.value ? this.#of(source.value).value : MISSING));
    this.#byId.set(ensembleId, state);
    return state;
  }

  /**
   * An ensemble's data once the named columns are loaded, which this starts. Reads signals: call it while rendering.
   * They stay loaded as long as whoever called it is on screen.
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
    const idle = lacking.filter(({ isLoading }) => !isLoading);
    if (idle.length > 0) {
      void Promise.all(idle.map((column) => column.load())).then(() => {
        this.#tell();
        columns?.count(idle);
      });
    }
    return LOADING;
  }

  /** What an ensemble has in it, once that is known. Rejects where it cannot be read. */
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
   * An ensemble's data with all of its columns, for an export for instance: those that no screen shows may be gone a
   * moment later. Rejects where one cannot be read.
   */
  async whole(ensembleId: string): Promise<EnsembleData> {
    const data = await this.loaded(ensembleId);
    const all = data.columns?.all ?? [];
    await Promise.all(all.map((column) => column.load()));
    const failed = all.find(({ failure }) => failure !== null);
    if (failed?.failure) throw failed.failure;
    data.columns?.count(all);
    return data;
  }

  /** Reads again what could not be read: the network is back, or a person asks. */
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

  #of(source: Source): Signal<EnsembleDataState> {
    return this.#loaded.get(source) ?? this.#start(source);
  }

  #start(source: Source): Signal<EnsembleDataState> {
    const state = this.#loaded.get(source) ?? signal<EnsembleDataState>(LOADING);
    this.#loaded.set(source, state);
    this.#load(source).then(
      (data) => {
        state.value = { kind: 'ready', data };
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
