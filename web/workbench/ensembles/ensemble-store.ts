import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { Ensemble, SessionContent } from '../content/schema.ts';
import { ensembleById } from '../content/select.ts';
import type { EnsembleData, EnsembleDataState } from './ensemble-data.ts';

type Source = Ensemble['source'];
export type LoadEnsemble = (source: Source) => Promise<EnsembleData>;

const MISSING: EnsembleDataState = {
  kind: 'failed',
  message: 'This ensemble is not part of the session any more.',
};

const loadOnDemand: LoadEnsemble = async (source) =>
  (await import('./load-ensemble.ts')).loadEnsemble(source);

/**
 * The numbers of a content's ensembles, generated or unpacked when first asked for and kept as long as the content
 * holds their source.
 */
export class EnsembleStore {
  readonly #content: ReadonlySignal<SessionContent>;
  readonly #load: LoadEnsemble;
  readonly #loaded = new WeakMap<Source, Signal<EnsembleDataState>>();
  readonly #byId = new Map<string, ReadonlySignal<EnsembleDataState>>();

  constructor(content: ReadonlySignal<SessionContent>, load: LoadEnsemble = loadOnDemand) {
    this.#content = content;
    this.#load = load;
  }

  /** The data of an ensemble, and how its loading goes. The same signal for the same id. */
  data(ensembleId: string): ReadonlySignal<EnsembleDataState> {
    const known = this.#byId.get(ensembleId);
    if (known) return known;
    const source = computed(() => ensembleById(this.#content.value, ensembleId)?.source);
    const state = computed(() => (source.value ? this.#of(source.value).value : MISSING));
    this.#byId.set(ensembleId, state);
    return state;
  }

  #of(source: Source): Signal<EnsembleDataState> {
    const known = this.#loaded.get(source);
    if (known) return known;
    const state = signal<EnsembleDataState>({ kind: 'loading' });
    this.#loaded.set(source, state);
    this.#load(source).then(
      (data) => {
        state.value = { kind: 'ready', data };
      },
      (error: unknown) => {
        state.value = {
          kind: 'failed',
          message: `Its data cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
        };
      },
    );
    return state;
  }
}
