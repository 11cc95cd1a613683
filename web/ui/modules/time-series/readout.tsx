import type { ReadonlySignal } from '@preact/signals';
import type uPlot from 'uplot';
import { formatDay, formatNumber } from '../../charts/format.ts';
import { EnsembleDot } from '../ensemble-dot.tsx';
import { LineKey } from './line-key.tsx';
import { drawnEvery, type LinesShown } from './plot-lines.ts';
import type { Trace, Traces } from './traces.ts';

/** Where the cursor is: the index of its time, its height as a value, and in which half. */
export interface CursorPlace {
  readonly index: number;
  readonly value: number;
  readonly rightHalf: boolean;
}

/** Null outside the chart. */
export function placeOf(chart: uPlot): CursorPlace | null {
  const { idx, left = 0, top = 0 } = chart.cursor;
  if (idx === null || idx === undefined) return null;
  return {
    index: idx,
    value: chart.posToVal(top, 'y'),
    rightHalf: left > chart.over.clientWidth / 2,
  };
}

/** Which colour is which ensemble, which line is what, and what a hand can do. */
export function Legend({ traces, shown }: { traces: Traces; shown: LinesShown }) {
  const every = Math.max(1, ...traces.list.map(({ lines }) => drawnEvery(lines.length)));
  return (
    <p class="readout">
      {traces.list.map(({ ensemble }) => (
        <EnsembleDot key={ensemble.id} {...ensemble} />
      ))}
      <LineKey ranks={traces.ranks} shown={shown} />
      <span class="muted readout-mouse">Drag to zoom, double click to see all.</span>
      {shown.realizations && every > 1 && (
        <span class="muted">One realization in {every} is drawn; the statistics are of all.</span>
      )}
    </p>
  );
}

export interface ReadoutProps {
  traces: Traces;
  cursor: ReadonlySignal<CursorPlace | null>;
}

/** The values at the cursor, on the side where it is not: statistics, and the nearest realization. */
export function Readout({ traces, cursor }: ReadoutProps) {
  const at = cursor.value;
  const time = at && traces.times[at.index];
  return (
    <div class="readout-float numeric" role="status" data-left={at?.rightHalf} hidden={!at}>
      {at && (
        <>
          <p>
            <strong>{formatDay(Number(time))}</strong>
          </p>
          {traces.list.map((trace) => (
            <Values key={trace.ensemble.id} trace={trace} ranks={traces.ranks} at={at} />
          ))}
        </>
      )}
    </div>
  );
}

interface ValuesProps {
  trace: Trace;
  ranks: readonly number[];
  at: CursorPlace;
}

function Values({ trace, ranks, at: { index, value } }: ValuesProps) {
  const nearest = nearestLine(trace, index, value);
  return (
    <>
      <p class="readout-line">
        <EnsembleDot {...trace.ensemble} />
        <span>mean {formatNumber(trace.mean[index])}</span>
      </p>
      <p class="readout-line muted">
        {ranks.map((rank, i) => (
          <span key={rank}>
            P{rank} {formatNumber(trace.percentiles[i]?.[index])}
          </span>
        ))}
      </p>
      {nearest >= 0 && (
        <p class="muted">
          realization {trace.realizations[nearest]}: {formatNumber(trace.lines[nearest]?.[index])}
        </p>
      )}
    </>
  );
}

function nearestLine({ lines }: Trace, index: number, value: number): number {
  let best = -1;
  let distance = Number.POSITIVE_INFINITY;
  lines.forEach((line, i) => {
    const own = line[index];
    if (own === null || own === undefined || Math.abs(own - value) >= distance) return;
    best = i;
    distance = Math.abs(own - value);
  });
  return best;
}
