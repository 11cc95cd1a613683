import { produce } from 'immer';
import { PERCENTILES_MAX } from '../content/limits.ts';
import type { SessionContent } from '../content/schema.ts';
import type { PercentilesCount } from '../statistics/ranks.ts';

/** Sets the percentiles that charts and statistics show: sorted, unique, without those outside 0 to 100. */
export function changePercentiles(
  content: SessionContent,
  percentiles: readonly number[],
): SessionContent {
  const valid = percentiles.filter((percentile) => percentile >= 0 && percentile <= 100);
  const sorted = [...new Set(valid)].sort((a, b) => a - b).slice(0, PERCENTILES_MAX);
  if (sorted.join() === content.settings.percentiles.join()) return content;
  return produce(content, (draft) => {
    draft.settings.percentiles = sorted;
  });
}

/** Sets how percentiles count: whether P10 is the high or the low case. */
export function changePercentilesCount(
  content: SessionContent,
  count: PercentilesCount,
): SessionContent {
  return produce(content, (draft) => {
    draft.settings.percentilesCount = count;
  });
}

/** `color`: "series-1" to "series-8", or a colour like "#1f77b4". */
export function changeEnsembleColor(
  content: SessionContent,
  ensembleId: string,
  color: string,
): SessionContent {
  return produce(content, (draft) => {
    draft.settings.ensembleColors[ensembleId] = color;
  });
}
