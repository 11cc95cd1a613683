import type { ReadonlySignal } from '@preact/signals';
import { formatNumber } from '../../charts/format.ts';
import { EnsembleDot } from '../legend-parts.tsx';
import { countWords, type Quantity } from '../quantity.ts';
import type { Clouds, Point } from './clouds.ts';

/** A point that is pointed at, and the picture it is in: another picture has made it old. */
export interface Hovered {
  readonly clouds: Clouds;
  readonly point: Point;
}

export interface CorrelationsProps {
  clouds: Clouds;
  names: { readonly x: string; readonly y: string; readonly third: string };
  hovered: ReadonlySignal<Hovered | null>;
}

/** How strongly the two go together, and the realization under the pointer. */
export function Correlations({ clouds, names, hovered }: CorrelationsProps) {
  const point = hovered.value?.clouds === clouds ? hovered.value.point : null;
  const up = clouds.ys.flat();
  const days = new Set(up.map(({ day }) => day));
  return (
    <div class="readout-lines numeric">
      <p class="muted truncate" role="status">
        {point
          ? `Realization ${point.realization} of ${point.ensemble.name}: ${pointWords(clouds, names, point)}`
          : 'Point at a realization to see its values.'}
      </p>
      {clouds.list.map(({ ensemble, axis, count, correlation: { pearson, spearman } }) => (
        <p key={ensemble.id} class="readout-line">
          <EnsembleDot {...ensemble} />
          {axis === 1 && <span class="muted">right axis</span>}
          {days.size > 1 && (
            <span>on {up.find((one) => one.ensemble.id === ensemble.id)?.day}</span>
          )}
          <span title="Pearson's correlation of the values">r {formatCorrelation(pearson)}</span>
          <span class="muted" title="Spearman's correlation of the ranks">
            rank {formatCorrelation(spearman)}
          </span>
          <span class="muted">{countWords(count, ensemble.data.realizations.length)}</span>
        </p>
      ))}
    </div>
  );
}

function pointWords({ x, ys }: Clouds, names: CorrelationsProps['names'], point: Point): string {
  const words = [
    `${names.x} ${valueWords(x, point.x)}`,
    `${names.y} ${valueWords(ys[point.axis] ?? [], point.y)}`,
    ...(names.third ? [`${names.third} ${formatNumber(point.third)}`] : []),
  ];
  return words.join(', ');
}

function valueWords([quantity]: readonly Quantity[], value: number): string {
  return quantity?.categories
    ? (quantity.categories[Math.round(value)] ?? '')
    : formatNumber(value);
}

/** Two decimals: "0.83". */
export function formatCorrelation(value: number): string {
  return Number.isNaN(value) ? '\u2013' : value.toFixed(2).replace('-', '\u2212');
}
