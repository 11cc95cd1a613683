import type { ReadonlySignal } from '@preact/signals';
import { formatDay, formatNumber } from '../../charts/format.ts';
import { cssColor } from '../../dashboard/css-color.ts';
import type { Trace, Traces } from './traces.ts';

export interface ReadoutProps {
  traces: Traces;
  cursor: ReadonlySignal<{ index: number; value: number } | null>;
}

/** The legend, and the values at the cursor: statistics, and the realization that is nearest to it. */
export function Readout({ traces, cursor }: ReadoutProps) {
  const at = cursor.value;
  const time = at && traces.times[at.index];
  return (
    <div class="readout numeric">
      <p class="readout-line muted">
        {typeof time === 'number' ? formatDay(time) : 'Drag to zoom, double click to see all.'}
      </p>
      {traces.list.map((trace) => (
        <p key={trace.ensemble.id} class="readout-line">
          <span class="strip-dot" style={{ background: cssColor(trace.ensemble.color) }} />
          <span class="readout-name truncate">{trace.ensemble.name}</span>
          {at && <Values trace={trace} ranks={traces.ranks} index={at.index} value={at.value} />}
        </p>
      ))}
    </div>
  );
}

interface ValuesProps {
  trace: Trace;
  ranks: readonly number[];
  index: number;
  value: number;
}

function Values({ trace, ranks, index, value }: ValuesProps) {
  const nearest = nearestLine(trace, index, value);
  return (
    <>
      <span>mean {formatNumber(trace.mean[index])}</span>
      {ranks.map((rank, i) => (
        <span key={rank} class="muted">
          P{rank} {formatNumber(trace.percentiles[i]?.[index])}
        </span>
      ))}
      {nearest >= 0 && (
        <span class="muted">
          realization {trace.realizations[nearest]}: {formatNumber(trace.lines[nearest]?.[index])}
        </span>
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
