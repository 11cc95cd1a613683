import { useSignal } from '@preact/signals';
import { type PercentilesCount, rankLabel } from '../../../workbench/statistics/ranks.ts';
import { parsePercentiles } from '../../words/parse-percentiles.ts';

export interface RanksFieldProps {
  ranks: readonly number[];
  count: PercentilesCount;
  onChange(ranks: readonly number[]): void;
}

/** The percentiles of one chart, as "10, 50, 90". */
export function RanksField({ ranks, count, onChange }: RanksFieldProps) {
  const error = useSignal('');
  return (
    <>
      <label class="controls-label">
        Percentiles
        <input
          class="ui-input controls-number"
          value={ranks.join(', ')}
          title={ranks.map((rank) => rankLabel(rank, count)).join(', ')}
          aria-invalid={error.value !== ''}
          onChange={(event) => {
            const parsed = parsePercentiles(event.currentTarget.value);
            error.value = parsed.ok ? '' : parsed.message;
            if (parsed.ok) onChange([...new Set(parsed.value)].sort((a, b) => a - b));
          }}
        />
      </label>
      {error.value && <p class="card-warning">{error.value}</p>}
    </>
  );
}
