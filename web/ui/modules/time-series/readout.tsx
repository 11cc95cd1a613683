import type { ReadonlySignal } from '@preact/signals';
import { rankLabel } from '../../../workbench/statistics/ranks.ts';
import { formatDay, readoutFormat } from '../../charts/format.ts';
import { EnsembleDot, type ReadoutRow, ReadoutTable } from '../legend-parts.tsx';
import { countWords } from '../quantity.ts';
import { NO_REALIZATION } from './difference.ts';
import type { Look } from './look.ts';
import type { Observed } from './observed.ts';
import { type Pointed, realizationAt, statisticsAt } from './pointed.ts';
import type { Trace, Traces } from './traces.ts';

export interface ReadoutProps {
  traces: Traces;
  look: Look;
  observed: readonly Observed[];
  pointed: ReadonlySignal<Pointed | null>;
  /** It stands below the chart, where it may have to be scrolled. */
  isBelow: boolean;
}

/** With more traces a floating readout has a row for each instead of a column. */
const COLUMNS_MAX = 6;

/** Widths of a floating readout in CSS pixels: the names, and a column of numbers with the space before it. */
const HEADS_PX = { columns: 92, rows: 130 };
const COLUMN_PX = 50;

/** The width of a floating readout. */
export function readoutWidth({ list, ranks }: Traces, { minMax }: Look): number {
  if (list.length <= COLUMNS_MAX) return HEADS_PX.columns + list.length * COLUMN_PX;
  // Mean, percentiles, and perhaps the unit.
  return HEADS_PX.rows + (2 + ranks.length + (minMax ? 2 : 0)) * COLUMN_PX;
}

/**
 * The values at the cursor: statistics, observed values, and the nearest realization. Floats on the side where the cursor
 * is not, or stands below the chart; then what is nearest to the cursor comes first.
 */
export function Readout({ traces, look, observed, pointed, isBelow }: ReadoutProps) {
  const at = pointed.value?.traces === traces ? pointed.value : null;
  return (
    <div
      class="readout-float numeric"
      role="status"
      data-left={at?.isRight}
      hidden={!at}
      // What scrolls must be reachable by keyboard.
      {...(isBelow && { tabIndex: 0 })}
    >
      {at && (
        <>
          <Values
            {...{ traces, look, time: at.time }}
            list={isBelow ? at.order : traces.list}
            turned={!isBelow && traces.list.length <= COLUMNS_MAX}
          />
          {observed.map((one) => (
            <ObservedValue
              key={one.vector}
              observed={one}
              unit={traces.units[one.axis] ?? ''}
              time={at.time}
            />
          ))}
          <NearestValue {...{ traces, at }} />
        </>
      )}
    </div>
  );
}

interface ValuesProps {
  traces: Traces;
  look: Look;
  time: number;
  /** The traces in the order of the readout. */
  list: readonly Trace[];
  /** A column for each trace instead of a row. */
  turned: boolean;
}

/** The statistics of each trace; then the traces where fewer than all realizations have values. */
function Values({ traces: { ranks, count }, look, time, list, turned }: ValuesProps) {
  const isOneVector = list.every(({ vector }) => vector === list[0]?.vector);
  const isOneEnsemble = list.every(({ ensemble }) => ensemble === list[0]?.ensemble);
  const nameOf = ({ ensemble, vector }: Trace) =>
    `${isOneEnsemble && !isOneVector ? '' : ensemble.name} ${isOneVector ? '' : vector}`.trim();
  const all = list.map((trace) => ({ trace, ...statisticsAt(trace, { ranks, count }, time) }));
  const rows = all.map(({ trace, mean, percentiles, minimum, maximum }): ReadoutRow => {
    const { ensemble, vector } = trace;
    const numbers = [mean, ...percentiles, ...(look.minMax ? [minimum, maximum] : [])];
    return {
      key: `${ensemble.id} ${vector}`,
      head: <EnsembleDot name={nameOf(trace)} color={look.colorOf(trace)} />,
      unit: trace.unit,
      cells: numbers.map(readoutFormat(numbers)),
    };
  });
  const names = ['mean', ...ranks.map((rank) => rankLabel(rank, count))];
  const columns = [...names, ...(look.minMax ? ['lowest', 'highest'] : [])];
  const few = all.flatMap(({ trace, count: having }) => {
    const whole = trace.realizations.length;
    if (having === whole) return [];
    return [`${list.length > 1 ? `${nameOf(trace)}: ` : ''}${countWords(having, whole)}`];
  });
  return (
    <>
      {turned && list.length > 1 && (
        <div class="readout-names" aria-hidden="true">
          {rows.map(({ key, head }) => (
            <div key={key}>{head}</div>
          ))}
        </div>
      )}
      <ReadoutTable {...{ columns, rows, turned }} corner={formatDay(time)} />
      {few.map((words) => (
        <p key={words}>{words}</p>
      ))}
    </>
  );
}

function NearestValue({ traces, at }: { traces: Traces; at: Pointed }) {
  if (!at.nearest) return null;
  const { trace, row } = at.nearest;
  if (trace.realizations[row] === NO_REALIZATION) return null;
  const value = realizationAt(trace, row, at.time);
  return (
    <p class="muted">
      realization {trace.realizations[row]}
      {traces.list.length > 1 && ` of ${trace.ensemble.name}`}: {readoutFormat([value])(value)}{' '}
      {trace.unit}
    </p>
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
      observed {vector} {readoutFormat([value])(value)}
      {error ? ` \u00b1 ${readoutFormat([error])(error)}` : ''} {unit}
    </p>
  );
}
