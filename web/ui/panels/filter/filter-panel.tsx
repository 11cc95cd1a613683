import type { Ensemble } from '../../../workbench/content/schema.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import type { PanelProps } from '../panel-host.tsx';
import { FilterForm } from './filter-form.tsx';

/** Which realizations of each ensemble count, in every module. */
export function FilterPanel({ workbench }: PanelProps) {
  const { ensembles } = workbench.content.value.ensembleSet;
  if (ensembles.length === 0) {
    return (
      <EmptyState icon="filter" title="Nothing to filter">
        Add an ensemble first.
      </EmptyState>
    );
  }
  return (
    <>
      <p class="muted">
        Realizations that are left out here are left out of every module. Write numbers and ranges,
        for example <code>0-49, 60</code>.
      </p>
      {ensembles.map((ensemble: Ensemble) => (
        <FilterForm key={ensemble.id} ensemble={ensemble} workbench={workbench} />
      ))}
    </>
  );
}
