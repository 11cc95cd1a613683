import type { ComponentChildren } from 'preact';
import { rankLabel } from '../../../workbench/statistics/ranks.ts';
import { formatDay, formatNumber } from '../../charts/format.ts';
import { EnsembleDot } from '../legend-parts.tsx';
import { countWords } from '../quantity.ts';
import { dashes, type Look } from './look.ts';
import { bestOf, type Misfits } from './observed.ts';
import type { Trace, Traces } from './traces.ts';

const HINT = 'Drag to zoom, double click to see all. A click pins the realization.';

export interface LegendProps {
  traces: Traces;
  look: Look;
  observed: boolean;
  misfits: Misfits;
  /** What the colours of realizations stand for, if they do. */
  children: ComponentChildren;
}

/** Which colour is what, which line is what, and where not all realizations count. */
export function Legend({ traces, look, observed, misfits, children }: LegendProps) {
  const { list, refused } = traces;
  const vectors = new Set(list.map(({ vector }) => vector));
  const ensembles = new Set(list.map(({ ensemble }) => ensemble.id));
  const nameOf = ({ ensemble, vector, axis }: Trace) =>
    [
      ensembles.size > 1 || vectors.size === 1 ? ensemble.name : '',
      vectors.size > 1 ? vector : '',
      axis === 1 ? '(right axis)' : '',
    ]
      .filter(Boolean)
      .join(' ');
  return (
    <div class="readout">
      {list.map((trace) => (
        <EnsembleDot
          key={`${trace.ensemble.id} ${trace.vector}`}
          name={nameOf(trace)}
          color={look.colorOf(trace)}
          dash={dashes(look.dashOf(trace))}
        />
      ))}
      {children}
      <LineKey traces={traces} look={look} observed={observed} />
      {list.map((trace) => {
        const words = fewerWords(trace);
        return words && <span key={`${trace.ensemble.id} ${trace.vector}`}>{words}</span>;
      })}
      {refused.map((reason) => (
        <span key={reason} class="card-warning">
          {reason}
        </span>
      ))}
      <span class="muted readout-mouse">{HINT}</span>
      <MisfitLines misfits={misfits} />
    </div>
  );
}

/** Where fewer than all realizations count: "North: 87 of 100 realizations from 2035-01-01 on". */
export function fewerWords({ ensemble, bands, rows, realizations, times }: Trace): string | null {
  const { counts } = bands;
  const all = realizations.length;
  const lowest = Math.min(...counts);
  if (lowest === all) return null;
  const few = (count: number) => countWords(count, all);
  const last = counts[counts.length - 1] ?? 0;
  if (last === rows.length && last > lowest)
    return `${ensemble.name}: ${few(lowest)} at the fewest`;
  const from = counts.findLastIndex((count) => count !== last) + 1;
  const day = formatDay(times[from] ?? 0);
  return from === 0
    ? `${ensemble.name}: ${few(last)}`
    : `${ensemble.name}: ${few(last)} from ${day} on`;
}

export interface LineKeyProps {
  traces: Traces;
  look: Look;
  observed: boolean;
}

/** How to read the lines of any ensemble: solid, dashed, shaded. */
export function LineKey({ traces: { ranks, count }, look, observed }: LineKeyProps) {
  const { mean, bands, minMax } = look;
  const sorted = [...ranks].sort((a, b) => a - b);
  const pairs = sorted.slice(0, Math.floor(sorted.length / 2));
  const middle = sorted.length % 2 === 1 ? sorted[pairs.length] : undefined;
  const name = (rank: number | undefined) => (rank === undefined ? '' : rankLabel(rank, count));
  return (
    <>
      {mean && <Entry line="solid">mean</Entry>}
      {bands && middle !== undefined && <Entry line="dashed">{name(middle)}</Entry>}
      {bands && pairs.length > 0 && (
        <Entry line="shaded">
          {pairs.map((low, i) => `${name(low)} to ${name(sorted.at(-1 - i))}`).join(', ')}
        </Entry>
      )}
      {minMax && <Entry line="dotted">lowest and highest</Entry>}
      {observed && <Entry line="point">observed</Entry>}
    </>
  );
}

type Line = 'solid' | 'dashed' | 'shaded' | 'dotted' | 'point';

function Entry({ line, children }: { line: Line; children: string }) {
  return (
    <span class="line-key muted">
      <span class={`line-key-${line}`} />
      {children}
    </span>
  );
}

/** Which realizations are nearest to what was observed, one line for each trace. */
export function MisfitLines({ misfits }: { misfits: Misfits }) {
  return (
    <>
      {[...misfits].map(([trace, misfit]) => (
        <span key={`${trace.ensemble.id} ${trace.vector}`} class="muted">
          {trace.ensemble.name} {trace.vector} nearest to observed:{' '}
          {bestOf(trace, misfit)
            .map((one) => `realization ${one.realization} (${formatNumber(one.misfit)})`)
            .join(', ')}
          {misfit.inDeviations ? ', in standard deviations' : ''}
        </span>
      ))}
    </>
  );
}
