import type { ReadonlySignal } from '@preact/signals';
import { formatNumber } from '../../charts/format.ts';
import { counted } from '../../words/format.ts';
import { EnsembleDot } from '../ensemble-dot.tsx';
import type { Clouds, Point } from './clouds.ts';

export interface CorrelationsProps {
  clouds: Clouds;
  hovered: ReadonlySignal<Point | null>;
}

/** How strongly parameter and response go together, and the realization under the pointer. */
export function Correlations({ clouds, hovered }: CorrelationsProps) {
  const point = hovered.value;
  return (
    <div class="readout-lines numeric">
      <p class="muted truncate" role="status">
        {point
          ? `Realization ${point.realization} of ${point.ensemble.name}: ${parameterValue(clouds, point)}, ${formatNumber(point.y)}`
          : 'Point at a realization to see its values.'}
      </p>
      {clouds.list.map(({ ensemble, count, correlation: { pearson, spearman } }) => (
        <p key={ensemble.id} class="readout-line">
          <EnsembleDot {...ensemble} />
          <span title="Pearson's correlation of the values">r {formatCorrelation(pearson)}</span>
          <span class="muted" title="Spearman's correlation of the ranks">
            rank {formatCorrelation(spearman)}
          </span>
          <span class="muted">{counted(count, 'realization')}</span>
        </p>
      ))}
    </div>
  );
}

function parameterValue({ x: { categories } }: Clouds, { x }: Point): string {
  return categories ? (categories[Math.round(x)] ?? '') : formatNumber(x);
}

/** Two decimals: "0.83". */
function formatCorrelation(value: number): string {
  return Number.isNaN(value) ? '\u2013' : value.toFixed(2).replace('-', '\u2212');
}
