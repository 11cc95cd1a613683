import { cssColor } from '../charts/chart-theme.ts';
import { formatNumber } from '../charts/format.ts';
import type { ShownEnsemble } from './shown-ensembles.ts';

export interface EnsembleDotProps extends Pick<ShownEnsemble, 'name' | 'color'> {
  /** Of its lines; a dot stands for solid ones. */
  dash?: readonly number[];
}

/** An ensemble's colour and name. */
export function EnsembleDot({ name, color, dash = [] }: EnsembleDotProps) {
  return (
    <span class="ensemble-dot">
      {dash.length === 0 ? (
        <span class="strip-dot" style={{ background: cssColor(color) }} />
      ) : (
        <svg class="ensemble-dash" width="24" height="4" aria-hidden="true">
          <path
            d="M0 2h24"
            stroke-width="3"
            stroke-dasharray={dash.join(' ')}
            style={{ stroke: cssColor(color) }}
          />
        </svg>
      )}
      <span class="truncate">{name}</span>
    </span>
  );
}

export interface RampKeyProps {
  /** What the colours stand for. */
  name: string;
  low: number;
  high: number;
}

/** How to read colours between low and high. */
export function RampKey({ name, low, high }: RampKeyProps) {
  return (
    <span class="ramp-key numeric">
      {name} {formatNumber(low)}
      <span class="ramp-key-bar" />
      {formatNumber(high)}
    </span>
  );
}

/** In words, what a chart leaves out and why. */
export function Refusals({ reasons }: { reasons: readonly string[] }) {
  return (
    <>
      {reasons.map((reason) => (
        <p key={reason} class="card-warning">
          {reason}
        </p>
      ))}
    </>
  );
}
