import type { Ensemble } from '../../workbench/content/schema.ts';
import { ensembleColor } from '../../workbench/content/select.ts';
import { keptRealizations } from '../../workbench/ensembles/kept-realizations.ts';
import { formatRanges } from '../../workbench/ensembles/realization-ranges.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import type { PanelName } from '../app/app-model.ts';
import { cssColor } from '../styles/css-color.ts';
import { counted } from '../words/format.ts';
import { valueFilterWords } from '../words/value-filter-words.ts';

interface EnsembleStripProps {
  workbench: Workbench;
  onOpen(panel: PanelName): void;
}

/** The ensembles in use, and how many of their realizations the filter leaves. */
export function EnsembleStrip({ workbench, onOpen }: EnsembleStripProps) {
  const { ensembles } = workbench.content.value.ensembleSet;
  if (ensembles.length === 0) return null;
  return (
    <ul class="strip" translate={false} aria-label="Ensembles in use">
      {ensembles.map((ensemble) => (
        <li key={ensemble.id}>
          <button
            type="button"
            class="strip-item"
            title="Open the realization filter"
            onClick={() => onOpen('filter')}
          >
            <span
              class="strip-dot"
              style={{ background: cssColor(ensembleColor(workbench.content.value, ensemble.id)) }}
            />
            <span class="strip-name truncate">{ensemble.name}</span>
            <Count ensemble={ensemble} workbench={workbench} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Count({ ensemble, workbench }: { ensemble: Ensemble; workbench: Workbench }) {
  const state = workbench.ensembles.data(ensemble.id).value;
  if (state.kind === 'loading') return <span class="muted">loading...</span>;
  if (state.kind === 'failed') return <span class="strip-failed">cannot be read</span>;
  const filter = workbench.content.value.realizationFilterSet.filters[ensemble.id];
  const { rows, total } = keptRealizations(state.data, filter);
  if (!filter) {
    return <span class="muted numeric">{counted(total, 'realization')}</span>;
  }
  const include = filter.include.length > 0 ? formatRanges(filter.include) : 'all';
  const exclude = filter.exclude.length > 0 ? ` without ${formatRanges(filter.exclude)}` : '';
  const values = (filter.values ?? []).map((one) => `, ${valueFilterWords(one)}`).join('');
  return (
    <span class="strip-filtered numeric" title={include + exclude + values}>
      {rows.length} of {counted(total, 'realization')}
    </span>
  );
}
