import { ink } from '../../charts/chart-theme.ts';
import type { Layer } from '../../charts/picture.ts';
import type { Quantity, QuantityChosen } from '../quantity.ts';
import type { Brush } from './links.ts';

/** The realizations whose value lies in a range, both ends inclusive; null where there is none. */
export function brushOf(
  quantity: QuantityChosen,
  quantities: readonly Quantity[],
  { min, max }: { readonly min: number; readonly max: number },
): Brush | null {
  const realizations = new Map(
    quantities.map(({ ensemble, values }) => {
      const numbers = Array.from(ensemble.rows).flatMap((row, i) => {
        const value = values[i] as number;
        return value >= min && value <= max ? [ensemble.data.realizations[row] ?? -1] : [];
      });
      return [ensemble.id, new Set(numbers)] as const;
    }),
  );
  const isEmpty = [...realizations.values()].every(({ size }) => size === 0);
  return isEmpty ? null : { quantity, low: min, high: max, realizations };
}

const FILL_ALPHA = 0.12;

/** The range that was drawn, where it is one of this quantity. */
export function rangeOverlay(brush: Brush | null, quantity: QuantityChosen): Layer | null {
  if (!brush || JSON.stringify(brush.quantity) !== JSON.stringify(quantity)) return null;
  return ({ pen, theme, area, x }) => {
    const [left, right] = [x(brush.low), x(brush.high)];
    pen.fillStyle = ink(theme, 'text', FILL_ALPHA);
    pen.fillRect(left, area.top, right - left, area.height);
  };
}
