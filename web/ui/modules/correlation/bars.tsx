import type { OneAtATime } from '../../../workbench/statistics/one-at-a-time.ts';
import { cssColor } from '../../charts/chart-theme.ts';
import { formatNumber } from '../../charts/format.ts';
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

export interface TornadoBarsProps {
  design: OneAtATime;
  /** As the content holds it. */
  color: string;
  most: number;
  onOpen(parameter: string): void;
}

/** From the lowest to the highest response that each parameter makes alone, widest first, around the base. */
export function TornadoBars({ design: { base, swings }, color, most, onOpen }: TornadoBarsProps) {
  const low = Math.min(base, ...swings.map((swing) => swing.low));
  const high = Math.max(base, ...swings.map((swing) => swing.high));
  const place = (value: number) => ((value - low) / (high - low || 1)) * 100;
  return (
    <>
      <ol class="bars">
        {swings.slice(0, most).map((swing) => (
          <li key={swing.name}>
            <button
              type="button"
              class="bars-row"
              title={`Open the cross plot of ${swing.name}. ${formatNumber(swing.low)} at ${swing.lowAt}, ${formatNumber(swing.high)} at ${swing.highAt}.`}
              onClick={() => onOpen(swing.name)}
            >
              <span class="bars-name truncate">{swing.name}</span>
              <span class="bars-track">
                <span
                  class="bars-bar"
                  style={{
                    background: cssColor(color),
                    left: `${place(swing.low)}%`,
                    width: `${place(swing.high) - place(swing.low)}%`,
                  }}
                />
                <span class="bars-base" style={{ left: `${place(base)}%` }} />
              </span>
              <span class="bars-value numeric">
                {formatNumber(swing.low)} to {formatNumber(swing.high)}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <p class="muted small">
        One parameter is moved at a time; the base realization has {formatNumber(base)}.
      </p>
    </>
  );
}
