import type { OneAtATime } from '../../../workbench/statistics/one-at-a-time.ts';
import { formatNumber } from '../../charts/format.ts';
import { cssColor } from '../../styles/css-color.ts';

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
