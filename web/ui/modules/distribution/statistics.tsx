import { useMemo } from 'preact/hooks';
import {
  type PercentilesCount,
  rankLabel,
  shareBelow,
} from '../../../workbench/statistics/ranks.ts';
import { summarize } from '../../../workbench/statistics/summary.ts';
import { formatNumber } from '../../charts/format.ts';
import { EnsembleDot } from '../legend-parts.tsx';
import { countWords, type Quantity } from '../quantity.ts';
import { wordCounts } from './spreads.ts';

export interface StatisticsProps {
  quantities: readonly Quantity[];
  percentiles: readonly number[];
  count: PercentilesCount;
}

/** The numbers behind the picture, one line for each ensemble. */
export function Statistics({ quantities, percentiles, count }: StatisticsProps) {
  const days = new Set(quantities.map(({ day }) => day));
  return (
    <div class="readout-lines numeric">
      {quantities.map((quantity) => (
        <Line
          key={quantity.ensemble.id}
          {...{ quantity, percentiles, count, showDay: days.size > 1 }}
        />
      ))}
    </div>
  );
}

interface LineProps extends Omit<StatisticsProps, 'quantities'> {
  quantity: Quantity;
  /** Whether the ensembles are read on different days. */
  showDay: boolean;
}

function Line({ quantity, percentiles, count, showDay }: LineProps) {
  const { ensemble, values, day, categories } = quantity;
  const summary = useMemo(
    () =>
      summarize(
        values,
        percentiles.map((rank) => shareBelow(rank, count)),
      ),
    [values, percentiles, count],
  );
  return (
    <p class="readout-line">
      <EnsembleDot {...ensemble} />
      {showDay && <span>on {day}</span>}
      {categories ? (
        <span>{wordCounts(values, categories)}</span>
      ) : (
        <>
          <span>mean {formatNumber(summary.mean)}</span>
          <span class="muted">sd {formatNumber(summary.standardDeviation)}</span>
          {percentiles.map((rank, i) => (
            <span key={rank} class="muted">
              {rankLabel(rank, count)} {formatNumber(summary.percentiles[i])}
            </span>
          ))}
          <span class="muted">
            {formatNumber(summary.minimum)} to {formatNumber(summary.maximum)}
          </span>
        </>
      )}
      <span class="muted">{countWords(summary.count, ensemble.data.realizations.length)}</span>
    </p>
  );
}
