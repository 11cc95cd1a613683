import { summarize } from '../../../workbench/statistics/summary.ts';
import { formatNumber } from '../../charts/format.ts';
import { cssColor } from '../../dashboard/css-color.ts';
import type { Quantity } from '../quantity.ts';

export interface StatisticsProps {
  quantities: readonly Quantity[];
  percentiles: readonly number[];
}

/** The numbers behind the picture, one line for each ensemble. */
export function Statistics({ quantities, percentiles }: StatisticsProps) {
  return (
    <div class="readout numeric">
      {quantities.map(({ ensemble, values }) => {
        const summary = summarize(values, percentiles);
        return (
          <p key={ensemble.id} class="readout-line">
            <span class="strip-dot" style={{ background: cssColor(ensemble.color) }} />
            <span class="readout-name truncate">{ensemble.name}</span>
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
