import { cssColor } from '../styles/css-color.ts';
import type { ShownEnsemble } from './shown-ensembles.ts';

/** An ensemble's colour and name. */
export function EnsembleDot({ name, color }: Pick<ShownEnsemble, 'name' | 'color'>) {
  return (
    <span class="ensemble-dot">
      <span class="strip-dot" style={{ background: cssColor(color) }} />
      <span class="truncate">{name}</span>
    </span>
  );
}
