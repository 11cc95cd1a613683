import { REALIZATION_MAX } from '../../../workbench/content/limits.ts';
import type { SessionContent } from '../../../workbench/content/schema.ts';
import {
  changeRealizationFilter,
  filterByValue,
} from '../../../workbench/edits/realization-filter.ts';
import { joinRanges } from '../../../workbench/ensembles/realization-ranges.ts';
import type { Workbench } from '../../../workbench/workbench.ts';
import { ink } from '../../charts/chart-theme.ts';
import { formatNumber } from '../../charts/format.ts';
import type { Layer } from '../../charts/picture.ts';
import { Button } from '../../components/button.tsx';
import { countWords, type Quantity, type QuantityChosen } from '../quantity.ts';
import type { Brush, Links } from './links.ts';

export interface BrushBarProps {
  links: Links;
  workbench: Workbench;
}

/** Shows the selected range of values and how many realizations it has, with actions. Renders nothing without a selection. */
export function BrushBar({ links, workbench }: BrushBarProps) {
  const brush = links.brush.value;
  if (!brush) return null;
  const { quantity, low, high, words, realizations, among } = brush;
  const count = [...realizations.values()].reduce((sum, { size }) => sum + size, 0);
  const keep = () => {
    const filter = { ...quantity, low: rounded(low), high: rounded(high) };
    const edit = (content: SessionContent) =>
      words
        ? includeOnly(content, realizations)
        : filterByValue(content, [...realizations.keys()], filter);
    if (workbench.readOnly.peek()) workbench.look(edit);
    else workbench.edit(edit, { label: `Filter by ${quantity.name}` });
    links.brush.value = null;
  };
  return (
    <p class="readout-line" role="status">
      <span>
        {quantity.name} {words?.join(', ') ?? `from ${formatNumber(low)} to ${formatNumber(high)}`}:{' '}
        {countWords(count, among)}
      </span>
      <Button variant="quiet" icon="filter" onClick={keep}>
        Keep only these
      </Button>
      <Button variant="quiet" onClick={() => (links.brush.value = null)}>
        Clear
      </Button>
    </p>
  );
}

/** Six significant digits are enough for a range drawn by hand. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

/** The realizations with a value in a range, both ends inclusive; null if there are none. */
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
  const words = quantities[0]?.categories?.filter((_, place) => place >= min && place <= max);
  const among = quantities.reduce((sum, { ensemble }) => sum + ensemble.rows.length, 0);
  if (isEmpty) return null;
  return { quantity, low: min, high: max, realizations, among, ...(words && { words }) };
}

const FILL_ALPHA = 0.12;

/** A layer that shows the selected range; null if it is not a range of this quantity. */
export function rangeOverlay(brush: Brush | null, quantity: QuantityChosen): Layer | null {
  if (!brush || JSON.stringify(brush.quantity) !== JSON.stringify(quantity)) return null;
  return ({ pen, theme, area, x }) => {
    const [left, right] = [x(brush.low), x(brush.high)];
    pen.fillStyle = ink(theme, 'text', FILL_ALPHA);
    pen.fillRect(left, area.top, right - left, area.height);
  };
}

/** Keeps only the realizations with these numbers, by ensemble id; of those that the other filters keep. */
export function includeOnly(
  content: SessionContent,
  numbers: ReadonlyMap<string, ReadonlySet<number>>,
): SessionContent {
  return [...numbers].reduce((after, [id, kept]) => {
    const before = after.realizationFilterSet.filters[id] ?? { include: [], exclude: [] };
    const include = joinRanges([...kept].map((number) => [number, number]));
    // No range to include would mean all realizations.
    const filter = kept.size > 0 ? { include } : { exclude: [[0, REALIZATION_MAX] as const] };
    return changeRealizationFilter(after, id, { ...before, ...filter });
  }, content);
}
