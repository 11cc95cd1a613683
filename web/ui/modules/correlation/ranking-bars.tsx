import { cssColor } from '../../styles/css-color.ts';
import { formatCorrelation } from '../cross-plot/correlations.tsx';
import type { Ranking } from './ranking.ts';

export interface RankingBarsProps {
  ranking: Ranking;
  /** How many bars there are at most. */
  most: number;
  onOpen(parameter: string): void;
}

/** Signed bars from the middle, strongest first; what chance alone reaches is shaded. A click opens the cross plot. */
export function RankingBars({ ranking, most, onOpen }: RankingBarsProps) {
  const { list, without, ensemble } = ranking;
  const shown = list.slice(0, most);
  const threshold = shown[0]?.threshold ?? 1;
  if (list.length === 0) return <p class="muted">It has no parameters that vary as numbers.</p>;
  return (
    <>
      <ol class="bars">
        {shown.map(({ name, value, count, threshold: own }) => (
          <li key={name}>
            <button
              type="button"
              class="bars-row"
              title={`Open the cross plot of ${name}. ${count} realizations.`}
              data-faint={Math.abs(value) < own}
              onClick={() => onOpen(name)}
            >
              <span class="bars-name truncate">{name}</span>
              <span class="bars-track">
                <span class="bars-chance" style={{ inset: `0 ${50 - own * 50}%` }} />
                <span
                  class="bars-bar"
                  style={{
                    background: cssColor(ensemble.color),
                    left: `${value < 0 ? 50 + value * 50 : 50}%`,
                    width: `${Math.abs(value) * 50}%`,
                  }}
                />
              </span>
              <span class="bars-value numeric">{formatCorrelation(value)}</span>
            </button>
          </li>
        ))}
      </ol>
      <p class="muted small">
        Shaded: below {threshold.toFixed(2)}, which chance reaches in one case of twenty.
        {list.length > most && ` ${list.length - most} weaker ones are not shown.`}
        {without.length > 0 && ` Without a correlation: ${without.join(', ')}.`}
      </p>
    </>
  );
}
