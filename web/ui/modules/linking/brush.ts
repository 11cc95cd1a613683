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
