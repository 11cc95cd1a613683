import type { ComponentChildren } from 'preact';
import { formatDay } from '../../charts/format.ts';
import { EnsembleDot } from '../ensemble-dot.tsx';
import { RampKey, type RampKeyProps } from '../ramp-key.tsx';
import { LineKey } from './line-key.tsx';
import { dashes, type Look } from './look.ts';
import type { Trace, Traces } from './traces.ts';

export interface LegendProps {
  traces: Traces;
  look: Look;
  observed: boolean;
  /** What the colours of realizations stand for, if they do. */
  ramp: RampKeyProps | null;
  /** What a hand can do, in words. */
  hint: string;
  children: ComponentChildren;
}

/** Which colour is what, which line is what, and where not all realizations count. */
export function Legend({ traces, look, observed, ramp, hint, children }: LegendProps) {
  const { list, refused } = traces;
  const vectors = new Set(list.map(({ vector }) => vector));
  const ensembles = new Set(list.map(({ ensemble }) => ensemble.id));
  const nameOf = ({ ensemble, vector }: Trace) =>
    [ensembles.size > 1 || vectors.size === 1 ? ensemble.name : '', vectors.size > 1 ? vector : '']
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
      {ramp && <RampKey {...ramp} />}
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
      <span class="muted readout-mouse">{hint}</span>
      {children}
    </div>
  );
}

/** Where fewer than all realizations count: "North: 87 of 100 realizations from 2035-01-01 on". */
export function fewerWords({ ensemble, bands, rows, times }: Trace): string | null {
  const { counts } = bands;
  const all = rows.length;
  const lowest = Math.min(...counts);
  if (lowest === all) return null;
  const few = (count: number) => `${count} of ${all} realizations`;
  const last = counts[counts.length - 1] ?? 0;
  if (last === all) return `${ensemble.name}: ${few(lowest)} at the fewest`;
  const from = counts.findLastIndex((count) => count !== last) + 1;
  const day = formatDay(times[from] ?? 0);
  return from === 0
    ? `${ensemble.name}: ${few(last)}`
    : `${ensemble.name}: ${few(last)} from ${day} on`;
}
