import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { type PercentilesCount, rankLabel } from '../../../workbench/statistics/ranks.ts';
import { useApp } from '../../app/app-model.ts';
import { formatDay, formatNumber } from '../../charts/format.ts';
import { EnsembleDot, LineEntry, type LineEntryProps } from '../legend-parts.tsx';
import { NO_REALIZATION } from './difference.ts';
import { dashes, type Look } from './look.ts';
import { bestOf, type Misfits } from './observed.ts';
import type { Trace, Traces } from './traces.ts';

const HINT = 'Drag to zoom, double click to see all. A click pins the realization.';
const HINT_KEY = 'zoomed';
const hasZoomed = signal(false);

/** Whether somebody has zoomed or pinned on this device before; then the legend no longer shows the hint. */
export function useZoomHint() {
  const { device } = useApp().ports;
  const isKnown = hasZoomed.value || device.remembered(HINT_KEY) !== null;
  const learn = () => {
    if (!isKnown) device.remember(HINT_KEY, 'yes');
    hasZoomed.value = true;
  };
  return { isKnown, learn };
}

export interface LegendProps {
  traces: Traces;
  look: Look;
  observed: boolean;
  isHinted: boolean;
  /** The colour scale of realizations, if they have one. */
  children: ComponentChildren;
}

/** The legend: colours and names of the traces, and the colour scale. */
export function Legend({ traces: { list }, look, observed, isHinted, children }: LegendProps) {
  return (
    <div class="readout">
      {legendEntries(list, look).map(({ key, ...entry }) => (
        <EnsembleDot key={key} {...entry} />
      ))}
      {children}
      {pinnedIn(list, look).map((name) => (
        <LineEntry key={name} line="solid">
          {name}
        </LineEntry>
      ))}
      {observed && <LineEntry line="point">observed</LineEntry>}
      {isHinted && <span class="muted readout-mouse">{HINT}</span>}
    </div>
  );
}

/**
 * Names, colours and dash patterns of the traces. `isFull`: with ensemble and vector in every name, for a picture that is
 * seen by itself.
 */
export function legendEntries(
  list: readonly Trace[],
  look: Pick<Look, 'colorOf' | 'dashOf'>,
  isFull = false,
) {
  const vectors = new Set(list.map(({ vector }) => vector));
  const ensembles = new Set(list.map(({ ensemble }) => ensemble.id));
  return list.map((trace) => {
    const { ensemble, vector, axis } = trace;
    const words = [
      isFull || ensembles.size > 1 || vectors.size === 1 ? ensemble.name : '',
      isFull || vectors.size > 1 ? vector : '',
      axis === 1 ? '(right axis)' : '',
    ];
    return {
      key: `${ensemble.id} ${vector}`,
      name: words.filter(Boolean).join(' '),
      color: look.colorOf(trace),
      dash: dashes(look.dashOf(trace)),
    };
  });
}

/** "realization 40 pinned", with the ensemble if there are several. */
function pinnedIn(list: readonly Trace[], look: Look): readonly string[] {
  const isOne = new Set(list.map(({ ensemble }) => ensemble.id)).size === 1;
  const names = list.flatMap((trace) =>
    Array.from(trace.rows)
      .filter((row) => look.isPinned(trace, row))
      .map((row) => {
        const whose = isOne ? '' : ` of ${trace.ensemble.name}`;
        return `realization ${trace.realizations[row]}${whose} pinned`;
      }),
  );
  return [...new Set(names)];
}

/** Details below the legend: misfits, and how to zoom. */
export function Details({ misfits }: { misfits: Misfits }) {
  return (
    <div class="readout-lines numeric">
      <MisfitLines misfits={misfits} />
      <p class="muted readout-mouse">{HINT}</p>
    </div>
  );
}

/**
 * Says where fewer than all realizations have values: "87 of 100 from 2035-01-01 on", or "40 of 100, 38 from 2035-01-01
 * on" with a filter; null if nowhere.
 */
export function fewerIn({ bands, realizations, times }: Trace): string | null {
  const { counts } = bands;
  const all = realizations.length;
  const lowest = Math.min(...counts);
  if (lowest === all) return null;
  const few = (count: number) => `${count} of ${all}`;
  const highest = Math.max(...counts);
  const last = counts[counts.length - 1] ?? 0;
  if (last === highest) return last === lowest ? few(last) : `at least ${few(lowest)}`;
  const day = (index: number) => formatDay(times[index] ?? 0);
  const drop = counts.lastIndexOf(highest) + 1;
  const from = counts.findLastIndex((count) => count !== last) + 1;
  return [
    ...(highest < all ? [few(highest)] : []),
    ...(drop < from ? [`fewer from ${day(drop)} on`] : []),
    `${highest < all ? last : few(last)} from ${day(from)} on`,
  ].join(', ');
}

/** The same for all traces, once each. */
export function fewInWords(list: readonly Trace[], isNamed: boolean): readonly string[] {
  const all = list.flatMap((trace) => {
    const few = fewerIn(trace);
    return few ? [isNamed ? `${trace.ensemble.name}: ${few}` : few] : [];
  });
  return [...new Set(all)];
}

/** Says which realizations a difference is of, where these are not all: one phrase for each ensemble. */
export function pairsInWords(list: readonly Trace[], minus: string): readonly string[] {
  const all = list.flatMap(({ ensemble: { name, rows }, realizations }) => {
    if (realizations[0] === NO_REALIZATION)
      return [`${name}: mean minus mean, as no realization number is in ${minus} too`];
    const count = realizations.length;
    return count < rows.length ? [`${name}: ${count} of ${rows.length} are in ${minus} too`] : [];
  });
  return [...new Set(all)];
}

export interface LineKeyProps extends Pick<Look, 'mean' | 'bands' | 'minMax'> {
  ranks: readonly number[];
  count: PercentilesCount;
}

/** What each line style means: solid, dashed, shaded. */
function lineMeanings({ ranks, count, mean, bands, minMax }: LineKeyProps) {
  const sorted = [...ranks].sort((a, b) => a - b);
  const pairs = sorted.slice(0, Math.floor(sorted.length / 2));
  const middle = sorted.length % 2 === 1 ? sorted[pairs.length] : undefined;
  const name = (rank: number | undefined) => (rank === undefined ? '' : rankLabel(rank, count));
  const meanings: [LineEntryProps['line'], string][] = [];
  if (mean) meanings.push(['solid', 'mean']);
  if (bands && middle !== undefined) meanings.push(['dashed', name(middle)]);
  if (bands && pairs.length > 0) {
    const all = pairs.map((low, i) => `${name(low)} to ${name(sorted.at(-1 - i))}`);
    meanings.push(['shaded', all.join(', ')]);
  }
  if (minMax) meanings.push(['dotted', 'lowest and highest']);
  return meanings;
}

/** Key of the line styles. */
export function LineKey(props: LineKeyProps) {
  return (
    <span class="controls-key small">
      {lineMeanings(props).map(([line, meaning]) => (
        <LineEntry key={line} line={line}>
          {meaning}
        </LineEntry>
      ))}
    </span>
  );
}

/** The legend as text, for an exported picture: line styles and points. */
export function legendWords(
  { ranks, count }: Traces,
  { mean, bands, minMax }: Look,
  observed: boolean,
): readonly string[] {
  const lines = lineMeanings({ ranks, count, mean, bands, minMax }).map(
    ([line, meaning]) => `${line}: ${meaning}`,
  );
  return [[...lines, ...(observed ? ['points: observed'] : [])].join('; ')];
}

/** The realizations nearest to the observations, one line for each trace. */
function MisfitLines({ misfits }: { misfits: Misfits }) {
  return (
    <>
      {[...misfits].map(([trace, misfit]) => (
        <p key={`${trace.ensemble.id} ${trace.vector}`}>
          {trace.ensemble.name} {trace.vector} nearest to observed:{' '}
          {bestOf(trace, misfit)
            .map(({ realization, misfit: own, few }) => {
              const numbers = [formatNumber(own), ...(few ? [few] : [])].join(' from ');
              return `realization ${realization} (${numbers})`;
            })
            .join(', ')}
          , in {misfit.inDeviations ? 'standard deviations' : trace.unit || 'its own unit'}
        </p>
      ))}
    </>
  );
}
