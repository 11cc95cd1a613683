import { summarize } from '../../../workbench/statistics/summary.ts';
import { formatNumber } from '../../charts/format.ts';
import { EnsembleDot } from '../ensemble-dot.tsx';
import type { Quantity } from '../quantity.ts';

export interface StatisticsProps {
  quantities: readonly Quantity[];
  percentiles: readonly number[];
}

/** The numbers behind the picture, one line for each ensemble. */
export function Statistics({ quantities, percentiles }: StatisticsProps) {
  return (
    <div class="readout-lines numeric">
      {quantities.map(({ ensemble, values }) => {
        const summary = summarize(values, percentiles);
        return (
          <p key={ensemble.id} class="readout-line">
            <EnsembleDot {...ensemble} />
            <span>mean {formatNumber(summary.mean)}</span>
            <span class="muted">sd {formatNumber(summary.standardDeviation)}</span>
            {percentiles.map((rank, i) => (
              <span key={rank} class="muted">
                P{rank} {formatNumber(summary.percentiles[i])}
              </span>
            ))}
          </p>
        );
      })}
    </div>
  );
}
