import type { OneAtATime } from '../../../workbench/statistics/one-at-a-time.ts';
import { cssColor } from '../../charts/chart-theme.ts';
import { readoutFormat } from '../../charts/format.ts';
import { tickTexts } from '../../charts/ticks.ts';
import { formatCorrelation } from '../cross-plot/correlations.tsx';
import type { Ranking } from './ranking.ts';

/** A list of bars, for the screen and for an exported picture. Positions are from 0 (left) to 1 (right). */
export interface Bars {
  readonly rows: readonly Bar[];
  /** The numbers of the scale below the bars. */
  readonly scale: readonly Tick[];
  /** Explains how to read the bars. */
  readonly notes: string;
}

export interface Tick {
  readonly at: number;
  readonly text: string;
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
export function rankingBars({ list, without, responses }: Ranking, most: number): Bars {
  if (list.length === 0) {
    return { rows: [], scale: [], notes: whyNothing(responses) };
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
  return { rows, scale: CORRELATIONS, notes: notes.join(' ') };
}

function whyNothing(responses: number): string {
  if (responses === 0) return 'No realization has a value of the response.';
  if (responses === 1) return 'The response is the same in all realizations.';
  return 'It has no numeric parameters that vary.';
}

const CORRELATIONS = [-1, -0.5, 0, 0.5, 1].map(
  (value): Tick => ({
    at: (value + 1) / 2,
    text: String(value).replace('-', '\u2212'),
  }),
);

/** A round number of steps between the ends of a tornado's scale. */
const STEPS_MAX = 4;

function scaleOf(low: number, high: number): readonly Tick[] {
  if (!(high > low)) return [];
  const power = 10 ** Math.floor(Math.log10((high - low) / STEPS_MAX));
  const step = [1, 2, 5, 10]
    .map((one) => one * power)
    .find((one) => (high - low) / one <= STEPS_MAX);
  if (!step) return [];
  const first = Math.ceil(low / step);
  const ticks = Array.from(
    { length: Math.floor(high / step) - first + 1 },
    (_, i) => (first + i) * step,
  );
  const texts = tickTexts(ticks, step);
  return ticks.map((tick, i) => ({ at: (tick - low) / (high - low), text: texts[i] ?? '' }));
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
    scale: scaleOf(low, high),
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
export function BarList({ bars: { rows, scale, notes }, color, onOpen }: BarListProps) {
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
                {scale.map(({ at }) => (
                  <span key={at} class="bars-tick" style={{ left: `${at * 100}%` }} />
                ))}
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
        <li class="bars-scale numeric muted" aria-hidden="true">
          {scale.map(({ at, text }) => (
            <span key={at} style={{ left: `${at * 100}%` }}>
              {text}
            </span>
          ))}
        </li>
      </ol>
      <p class="muted small">{notes}</p>
    </>
  );
}

const span = (from: number, to: number) => ({
  left: `${from * 100}%`,
  width: `${(to - from) * 100}%`,
});
