import type { ReadonlySignal } from '@preact/signals';
import { rankLabel } from '../../../workbench/statistics/ranks.ts';
import { formatDay, formatNumber } from '../../charts/format.ts';
import { EnsembleDot } from '../legend-parts.tsx';
import type { Look } from './look.ts';
import type { Observed } from './observed.ts';
import { atTime, countAt, type Pointed, realizationAt } from './pointed.ts';
import type { Trace, Traces } from './traces.ts';

export interface ReadoutProps {
  traces: Traces;
  look: Look;
  observed: readonly Observed[];
  pointed: ReadonlySignal<Pointed | null>;
}

/** The values at the cursor, on the side where it is not: statistics, what was observed, and the nearest realization. */
export function Readout({ traces, look, observed, pointed }: ReadoutProps) {
  const at = pointed.value?.traces === traces ? pointed.value : null;
  const nearest = at?.nearest;
  return (
    <div class="readout-float numeric" role="status" data-left={at?.isRight} hidden={!at}>
      {at && (
        <>
          <p>
            <strong>{formatDay(at.time)}</strong>
          </p>
          {traces.list.map((trace) => (
            <Values
              key={`${trace.ensemble.id} ${trace.vector}`}
              {...{ trace, traces, look, time: at.time }}
            />
          ))}
          {observed.map((one) => (
            <ObservedValue
              key={one.vector}
              observed={one}
              unit={traces.units[one.axis] ?? ''}
              time={at.time}
            />
          ))}
          {nearest && (
            <p class="muted">
              realization {nearest.trace.realizations[nearest.row]}
              {traces.list.length > 1 && ` of ${nearest.trace.ensemble.name}`}:{' '}
              {formatNumber(realizationAt(nearest.trace, nearest.row, at.time))}
            </p>
          )}
        </>
      )}
    </div>
  );
}

interface ValuesProps {
  trace: Trace;
  traces: Traces;
  look: Look;
  time: number;
}

function Values({ trace, traces: { ranks, count, list, units }, look, time }: ValuesProps) {
  const having = countAt(trace, time);
  const all = trace.realizations.length;
  const isOneVector = list.every(({ vector }) => vector === trace.vector);
  const read = (column: Float64Array | undefined) =>
    formatNumber(column && having > 0 ? atTime(trace, column, time) : undefined);
  return (
    <>
      <p class="readout-line">
        <EnsembleDot name={trace.ensemble.name} color={look.colorOf(trace)} />
        {!isOneVector && <span>{trace.vector}</span>}
        <span>
          mean {read(trace.bands.mean)} {units[trace.axis]}
        </span>
        {having < all && (
          <span class="muted">
            {having} of {all}
          </span>
        )}
      </p>
      <p class="readout-line muted">
        {ranks.map((rank, i) => (
          <span key={rank}>
            {rankLabel(rank, count)} {read(trace.bands.percentiles[i])}
          </span>
        ))}
        {look.minMax && (
          <span>
            {read(trace.minimum)} to {read(trace.maximum)}
          </span>
        )}
      </p>
    </>
  );
}

function ObservedValue({
  observed,
  unit,
  time,
}: {
  observed: Observed;
  unit: string;
  time: number;
}) {
  const { times, values, errors, vector } = observed;
  const index = times.indexOf(time);
  const value = values[index];
  if (value === undefined || Number.isNaN(value)) return null;
  const error = errors?.[index];
  return (
    <p class="readout-line">
      observed {vector} {formatNumber(value)}
      {error ? ` \u00b1 ${formatNumber(error)}` : ''} {unit}
    </p>
  );
}
