import type { OneAtATime } from '../../../workbench/statistics/one-at-a-time.ts';
import { cssColor } from '../../charts/chart-theme.ts';
import { readoutFormat } from '../../charts/format.ts';
import { formatCorrelation } from '../cross-plot/correlations.tsx';
import type { Ranking } from './ranking.ts';

/** Bars one below the other, for the screen and for a picture. Places go from 0 (left) to 1 (right). */
export interface Bars {
  readonly rows: readonly Bar[];
  /** What has to be known to read them. */
  readonly notes: string;
}

export interface Bar {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** What chance alone reaches: shaded. */
  readonly chance?: { readonly from: number; readonly to: number };
  /** Where the base realization is: a line. */
  readonly base?: number;
  readonly isFaint: boolean;
  /** At the right of the bar. */
  readonly value: string;
  /** What a pointer that rests on it is told. */
  readonly title: string;
}

/** Signed bars from the middle, strongest first, of at most `most` parameters. */
export function rankingBars({ list, without }: Ranking, most: number): Bars {
  if (list.length === 0) {
    return { rows: [], notes: 'It has no parameters that vary as numbers.' };
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
    `Shaded: below ${(list[0]?.threshold ?? 1).toFixed(2)}, which chance reaches in one case of twenty.`,
  ];
  const weaker = list.length - most;
  if (weaker === 1) notes.push('One weaker one is not shown.');
  if (weaker > 1) notes.push(`${weaker} weaker ones are not shown.`);
  if (without.length > 0) notes.push(`Without a correlation: ${without.join(', ')}.`);
  return { rows, notes: notes.join(' ') };
}

/** From the lowest to the highest response that each parameter makes alone, widest first, around the base. */
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
    notes: `One parameter is moved at a time; the line is the base realization: ${`${format(base)} ${unit}`.trim()}.`,
  };
}

export interface BarListProps {
  bars: Bars;
  /** As the content holds it. */
  color: string;
  onOpen(parameter: string): void;
}

/** Bars on screen; a click opens the cross plot of a parameter. */
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
