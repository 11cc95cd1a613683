import type { SessionContent } from '../../../workbench/content/schema.ts';
import { filterByValue } from '../../../workbench/edits/realization-filter.ts';
import type { Workbench } from '../../../workbench/workbench.ts';
import { formatNumber } from '../../charts/format.ts';
import { Button } from '../../components/button.tsx';
import { countWords } from '../quantity.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import type { Links } from './links.ts';

export interface BrushBarProps {
  links: Links;
  workbench: Workbench;
  ensembles: readonly ShownEnsemble[];
}

/** What was drawn over a range of values, and what can be done with it. Nothing while nothing is. */
export function BrushBar({ links, workbench, ensembles }: BrushBarProps) {
  const brush = links.brush.value;
  if (!brush) return null;
  const { quantity, low, high, realizations } = brush;
  const all = ensembles.reduce((sum, { rows }) => sum + rows.length, 0);
  const count = [...realizations.values()].reduce((sum, { size }) => sum + size, 0);
  const keep = () => {
    const filter = { ...quantity, low: rounded(low), high: rounded(high) };
    const edit = (content: SessionContent) =>
      filterByValue(content, [...realizations.keys()], filter);
    if (workbench.readOnly.peek()) workbench.look(edit);
    else workbench.edit(edit, { label: `Filter by ${quantity.name}` });
    links.brush.value = null;
  };
  return (
    <p class="readout-line" role="status">
      <span>
        {quantity.name} from {formatNumber(low)} to {formatNumber(high)}: {countWords(count, all)}
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

/** Six digits say what a hand has drawn. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
