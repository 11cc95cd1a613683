import { effect, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { FirstNames } from '../../workbench/content/module-title.ts';
import type { Annotation, SharedContent } from '../../workbench/content/schema.ts';
import { ensembleColor } from '../../workbench/content/select.ts';
import { annotationsFor } from '../../workbench/edits/annotations.ts';
import type { EnsembleData } from '../../workbench/ensembles/ensemble-data.ts';
import { columnsOfFilter, keptRealizations } from '../../workbench/ensembles/kept-realizations.ts';
import type { ColumnNames } from '../../workbench/ensembles/lazy-columns.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { distanceFromView, drawQueue } from '../charts/draw-queue.ts';

/**
 * The shared settings that a card shows. A change of them waits for the card's turn in the draw queue, so that not all
 * cards render in one task. A change of the card's own settings applies both immediately.
 */
export function useSharedInTurn(
  { shared }: Workbench,
  settings: object,
  room: RefObject<Element | null>,
): SharedContent {
  const turns = useSignal(0);
  void turns.value;
  const taken = useRef({ shared: shared.peek(), settings });
  if (taken.current.settings !== settings) taken.current = { shared: shared.peek(), settings };
  useLayoutEffect(() => {
    const turn = {
      distance: () => (room.current ? distanceFromView(room.current) : 0),
      draw() {
        if (taken.current.shared === shared.peek()) return;
        taken.current = { ...taken.current, shared: shared.peek() };
        turns.value = turns.peek() + 1;
      },
    };
    const stop = effect(() => {
      const before = taken.current.shared;
      // Removed data cannot be shown any longer.
      if (shared.value.ensembleSet !== before.ensembleSet) turn.draw();
      else if (shared.value !== before) drawQueue.ask(turn);
    });
    return () => {
      stop();
      drawQueue.forget(turn);
    };
  }, [shared]);
  return taken.current.shared;
}

/** An ensemble that a module shows: its data, and the realizations that pass the filter. */
export interface ShownEnsemble {
  readonly id: string;
  readonly name: string;
  /** The colour as stored in the content: "series-3", "#1f77b4". */
  readonly color: string;
  readonly data: EnsembleData;
  /** Indices of the realizations that pass the filter. */
  readonly rows: Int32Array;
}

export interface Shown {
  readonly ensembles: readonly ShownEnsemble[];
  /** Number of ensembles in the session, shown or not. */
  readonly available: number;
  /** Names of ensembles that are being loaded. */
  readonly loading: readonly string[];
  /** Sentences about ensembles that cannot be shown. */
  readonly failed: readonly string[];
}

/**
 * The requested ensembles that are loaded: their column names, and the realizations that pass the filter. Column values
 * are available after `withColumns`. Reads signals, so call it while rendering.
 */
export function shownEnsembles(
  workbench: Workbench,
  shared: SharedContent,
  which: 'all' | readonly string[],
): Shown {
  const ensembles: ShownEnsemble[] = [];
  const loading: string[] = [];
  const failed: string[] = [];
  for (const { id, name } of shared.ensembleSet.ensembles) {
    if (which !== 'all' && !which.includes(id)) continue;
    const filter = shared.realizationFilterSet.filters[id];
    const state = workbench.ensembles.columns(id, columnsOfFilter(filter));
    if (state.kind === 'loading') loading.push(name);
    else if (state.kind === 'failed') failed.push(`${name}: ${state.message}`);
    else {
      const { data } = state;
      const { rows } = keptRealizations(data, filter);
      ensembles.push({ id, name, color: ensembleColor(shared, id), data, rows });
    }
  }
  return { ensembles, available: shared.ensembleSet.ensembles.length, loading, failed };
}

/**
 * Keeps the ensembles whose columns `names` are loaded, and starts to load the others. Needed before column values are
 * drawn, computed or exported, but not for lists of names. Reads signals, so call it while rendering.
 */
export function withColumns(workbench: Workbench, shown: Shown, names: ColumnNames): Shown {
  const ensembles: ShownEnsemble[] = [];
  const loading = [...shown.loading];
  const failed = [...shown.failed];
  for (const ensemble of shown.ensembles) {
    const state = workbench.ensembles.columns(ensemble.id, names);
    if (state.kind === 'ready') ensembles.push(ensemble);
    else if (state.kind === 'loading') loading.push(ensemble.name);
    else failed.push(`${ensemble.name}: ${state.message}`);
  }
  return { ...shown, ensembles, loading, failed };
}

/** Names of all vectors of the session's loaded ensembles. */
export function vectorNames(workbench: Workbench): readonly string[] {
  return namesOf(shownEnsembles(workbench, workbench.shared.value, 'all').ensembles, 'vectors');
}

/** The names that at least one ensemble has, in order of first occurrence. */
export function namesOf(
  ensembles: readonly ShownEnsemble[],
  of: 'vectors' | 'parameters',
): readonly string[] {
  return [...new Set(ensembles.flatMap(({ data }) => [...data[of].keys()]))];
}

/** What modules show whose settings name nothing. Reads signals. */
export function firstNames(workbench: Workbench): FirstNames {
  const { ensembles } = shownEnsembles(workbench, workbench.shared.value, 'all');
  return {
    vector: namesOf(ensembles, 'vectors')[0] ?? '',
    parameter: namesOf(ensembles, 'parameters')[0] ?? '',
  };
}

/** Names of the parameters that are numeric in at least one ensemble. */
export function numericParameters(ensembles: readonly ShownEnsemble[]): readonly string[] {
  return namesOf(ensembles, 'parameters').filter((name) =>
    ensembles.some(({ data }) => data.parameters.get(name)?.kind === 'number'),
  );
}

/**
 * Returns the list of the previous render if its items are the same or have the same fields, so that
 * memoized values computed from it stay valid.
 */
export function useStable<T extends object>(next: readonly T[]): readonly T[] {
  const kept = useRef(next);
  if (!sameList(kept.current, next)) kept.current = next;
  return kept.current;
}

function sameList<T extends object>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((item, i) => sameFields(item, other[i]));
}

function sameFields(one: object, other: object | undefined): boolean {
  if (one === other) return true;
  const fields = Object.entries(one);
  return (
    other !== undefined &&
    fields.length === Object.keys(other).length &&
    fields.every(([key, value]) => value === other[key as keyof typeof other])
  );
}

/** A value computed from statistics; while the Worker computes new ones, the previous value; null before the first. */
export function useCounted<T>(
  isCounted: boolean,
  compute: () => T,
  inputs: readonly unknown[],
): T | null {
  const latest = useRef<T | null>(null);
  const value = useMemo(() => (isCounted ? compute() : latest.current), [...inputs, isCounted]);
  latest.current = value;
  return value;
}

/** The annotations that a module shows. The list keeps its identity while they are the same. */
export function useAnnotations(
  shared: SharedContent,
  asked: Parameters<typeof annotationsFor>[1],
): readonly Annotation[] {
  return useStable(annotationsFor(shared, asked));
}
