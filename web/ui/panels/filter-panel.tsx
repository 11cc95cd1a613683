import type {
  Ensemble,
  RealizationFilter,
  RealizationRange,
  SessionContent,
} from '../../workbench/content/schema.ts';
import { changeRealizationFilter } from '../../workbench/edits/realization-filter.ts';
import { keptRealizations } from '../../workbench/ensembles/kept-realizations.ts';
import { formatRanges, parseRanges } from '../../workbench/ensembles/realization-ranges.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { counted } from '../words/format.ts';
import type { PanelProps } from './panel-host.tsx';
import { type Parsed, ParsedField } from './parsed-field.tsx';
import { ValueFilters } from './value-filters.tsx';

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
        The filter applies to every module. Enter numbers and ranges, for example{' '}
        <code>0-49, 60</code>.
      </p>
      {ensembles.map((ensemble: Ensemble) => (
        <FilterForm key={ensemble.id} ensemble={ensemble} workbench={workbench} />
      ))}
    </>
  );
}

const EMPTY: RealizationFilter = { include: [], exclude: [] };

interface FilterFormProps extends Pick<PanelProps, 'workbench'> {
  ensemble: Ensemble;
}

/** The filter of one ensemble: what it keeps and what it leaves out. */
function FilterForm({ ensemble, workbench }: FilterFormProps) {
  const { id, name } = ensemble;
  const filter = workbench.content.value.realizationFilterSet.filters[id] ?? EMPTY;
  const state = workbench.ensembles.data(id).value;
  const change = (changes: Partial<RealizationFilter>) => {
    const edit = (content: SessionContent) => {
      const before = content.realizationFilterSet.filters[id] ?? EMPTY;
      return changeRealizationFilter(content, id, { ...before, ...changes });
    };
    // Visitors of a snapshot filter for themselves.
    if (workbench.readOnly.peek()) workbench.look(edit);
    else workbench.edit(edit, { label: `Filter ${name}` });
  };
  const count =
    state.kind === 'ready'
      ? keptRealizations(state.data, workbench.content.value.realizationFilterSet.filters[id])
      : null;
  const values = filter.values ?? [];
  const filtered = filter.include.length + filter.exclude.length + values.length > 0;
  return (
    <section class="panel-group" aria-label={`Filter of ${name}`}>
      <h3 class="truncate">{name}</h3>
      <ParsedField
        label="Include only"
        hint="Empty: all realizations"
        disabled={false}
        stored={formatRanges(filter.include)}
        parse={parse}
        onChange={(include) => change({ include })}
      />
      <ParsedField
        label="Exclude"
        disabled={false}
        stored={formatRanges(filter.exclude)}
        parse={parse}
        onChange={(exclude) => change({ exclude })}
      />
      {state.kind === 'ready' && (
        <ValueFilters
          data={state.data}
          values={values}
          onChange={(next) => change({ values: [...next] })}
        />
      )}
      <div class="panel-row">
        <p class="small numeric" role="status">
          {count && `${count.rows.length} of ${counted(count.total, 'realization')}`}
          {count?.rows.length === 0 && ': nothing is left to show'}
        </p>
        {filtered && (
          <Button variant="quiet" onClick={() => change({ ...EMPTY, values: [] })}>
            Use all
          </Button>
        )}
      </div>
    </section>
  );
}

function parse(text: string): Parsed<readonly RealizationRange[]> {
  const result = parseRanges(text);
  return result.ok ? { ok: true, value: result.ranges } : result;
}
