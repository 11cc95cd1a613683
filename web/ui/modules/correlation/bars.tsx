import type { OneAtATime } from '../../../workbench/statistics/one-at-a-time.ts';
import { cssColor } from '../../charts/chart-theme.ts';
import { readoutFormat } from '../../charts/format.ts';
import { formatCorrelation } from '../cross-plot/correlations.tsx';
import type { Ranking } from './ranking.ts';

/** A list of bars, for the screen and for an exported picture. Positions are from 0 (left) to 1 (right). */
export interface Bars {
  readonly rows: readonly Bar[];
  /** Explains how to read the bars. */
  readonly notes: string;
}

export interface Bar {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** The shaded range that chance alone reaches. */
  readonly chance?: { readonly from: number; readonly to: number };
  /** Position of the line for the base realization. */
  readonly base?: number;
  readonly isFaint: boolean;
  /** Text to the right of the bar. */
  readonly value: string;
  /** Tooltip. */
  readonly title: string;
}

/** Bars of at most `most` parameters, strongest first, to the left or right of the middle by sign. */
export function rankingBars({ list, without }: Ranking, most: number): Bars {
  if (list.length === 0) {
    return { rows: [], notes: 'It has no numeric parameters that vary.' };
  }
  const rows = list.slice(0, most).map(({ name, value, count, threshold }) => ({
    name,
    from: 0.5 + Math.min(0, value) / 2,
    to: 0.5 + Math.max(0, value) / 2,
    chance: { from: 0.5 - threshold / 2, to: 0.5 + threshold / 2 },
    isFaint: Math.abs(value) < threshold,
    value: formatCorrelation(value),
    title: `Open the cross plot of ${name}. ${count} realizations.`,
  }));
  const notes = [
    `Shaded: below ${(list[0]?.threshold ?? 1).toFixed(2)}, which chance alone reaches in 5 % of cases.`,
  ];
  const weaker = list.length - most;
  if (weaker === 1) notes.push('One weaker parameter is not shown.');
  if (weaker > 1) notes.push(`${weaker} weaker parameters are not shown.`);
  if (without.length > 0)
    notes.push(`Not ranked: ${without.join(', ')} (words, or the same in all realizations).`);
  return { rows, notes: notes.join(' ') };
}

/** Bars from the lowest to the highest response when only one parameter is varied, widest first. */
export function tornadoBars({ base, swings }: OneAtATime, most: number, unit: string): Bars {
  const low = Math.min(base, ...swings.map((swing) => swing.low));
  const high = Math.max(base, ...swings.map((swing) => swing.high));
  const place = (value: number) => (value - low) / (high - low || 1);
  const format = readoutFormat([low, high]);
  const rows = swings.slice(0, most).map((swing) => ({
    name: swing.name,
    from: place(swing.low),
    to: place(swing.high),
    base: place(base),
    isFaint: false,
    value: `${format(swing.low)} to ${format(swing.high)}`,
    title: `Open the cross plot of ${swing.name}. ${format(swing.low)} at ${swing.lowAt}, ${format(swing.high)} at ${swing.highAt}.`,
  }));
  return {
    rows,
    notes: `One parameter is varied at a time; the line is the base realization: ${`${format(base)} ${unit}`.trim()}.`,
  };
}

export interface BarListProps {
  bars: Bars;
  /** The colour as stored in the content. */
  color: string;
  onOpen(parameter: string): void;
}

/** The bars on screen. A click opens the cross plot of a parameter. */
export function BarList({ bars: { rows, notes }, color, onOpen }: BarListProps) {
  return (
    <>
      <ol class="bars">
        {rows.map(({ name, from, to, chance, base, isFaint, value, title }) => (
          <li key={name}>
            <button
              type="button"
              class="bars-row"
              title={title}
              data-faint={isFaint}
              onClick={() => onOpen(name)}
            >
              <span class="bars-name truncate">{name}</span>
              <span class="bars-track">
                {chance && <span class="bars-chance" style={span(chance.from, chance.to)} />}
                <span class="bars-bar" style={{ background: cssColor(color), ...span(from, to) }} />
                {base !== undefined && (
                  <span class="bars-base" style={{ left: `${base * 100}%` }} />
                )}
              </span>
              <span class="bars-value numeric">{value}</span>
            </button>
          </li>
        ))}
      </ol>
      <p class="muted small">{notes}</p>
    </>
  );
}

const span = (from: number, to: number) => ({
  left: `${from * 100}%`,
  width: `${(to - from) * 100}%`,
});
