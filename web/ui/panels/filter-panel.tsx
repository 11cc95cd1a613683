import { VALUE_FILTERS_MAX } from '../../workbench/content/limits.ts';
import type {
  Ensemble,
  RealizationFilter,
  RealizationRange,
  SessionContent,
  ValueFilter,
} from '../../workbench/content/schema.ts';
import { changeRealizationFilter } from '../../workbench/edits/realization-filter.ts';
import type { EnsembleData } from '../../workbench/ensembles/ensemble-data.ts';
import { columnsOfFilter, keptRealizations } from '../../workbench/ensembles/kept-realizations.ts';
import { formatRanges, parseRanges } from '../../workbench/ensembles/realization-ranges.ts';
import type { EditorPlace, Parsed } from '../app/use-parsed.ts';
import { Button, IconButton } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { LimitField, ParsedField } from '../modules/controls/typed-fields.tsx';
import { QuantityPicker } from '../modules/picker/picker.tsx';
import { counted } from '../words/format.ts';
import type { PanelProps } from './panel-host.tsx';

/** Filters the realizations of each ensemble, for all modules. */
export function FilterPanel({ workbench }: PanelProps) {
  const { ensembles } = workbench.shared.value.ensembleSet;
  if (ensembles.length === 0) {
    return (
      <EmptyState icon="filter" title="Nothing to filter">
        {workbench.readOnly.value ? 'There are no ensembles here.' : 'Add an ensemble first.'}
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

/** The filter of one ensemble. */
function FilterForm({ ensemble, workbench }: FilterFormProps) {
  const { id, name } = ensemble;
  const kept = workbench.shared.value.realizationFilterSet.filters[id];
  const filter = kept ?? EMPTY;
  const state = workbench.ensembles.data(id).value;
  const loaded = workbench.ensembles.columns(id, columnsOfFilter(kept));
  const change = (changes: Partial<RealizationFilter>) => {
    const edit = (content: SessionContent) => {
      const before = content.realizationFilterSet.filters[id] ?? EMPTY;
      return changeRealizationFilter(content, id, { ...before, ...changes });
    };
    // In a snapshot the filter applies only to this visit.
    if (workbench.readOnly.peek()) workbench.look(edit);
    else workbench.edit(edit, { label: `Filter ${name}` });
  };
  const count = loaded.kind === 'ready' ? keptRealizations(loaded.data, kept) : null;
  const values = filter.values ?? [];
  const place = (field: string, label: string): EditorPlace => ({
    key: `filter:${id}:${field}`,
    label: `${label}, ${name}`,
    at: { panel: 'filter' },
  });
  const filtered = filter.include.length + filter.exclude.length + values.length > 0;
  return (
    <section class="panel-group" aria-label={`Filter of ${name}`}>
      <h3 class="truncate">{name}</h3>
      <ParsedField
        workbench={workbench}
        place={place('include', 'Include only')}
        label="Include only"
        hint="Empty: all realizations"
        disabled={false}
        stored={formatRanges(filter.include)}
        parse={parse}
        onChange={(include) => change({ include })}
      />
      <ParsedField
        workbench={workbench}
        place={place('exclude', 'Exclude')}
        label="Exclude"
        disabled={false}
        stored={formatRanges(filter.exclude)}
        parse={parse}
        onChange={(exclude) => change({ exclude })}
      />
      {state.kind === 'ready' && (
        <ValueFilters
          workbench={workbench}
          place={place}
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

interface ValueFiltersProps extends Pick<PanelProps, 'workbench'> {
  place(field: string, label: string): EditorPlace;
  data: EnsembleData;
  values: readonly ValueFilter[];
  onChange(values: readonly ValueFilter[]): void;
}

/** Filters by value: a numeric quantity and the range to keep. */
function ValueFilters({ workbench, place, data, values, onChange }: ValueFiltersProps) {
  const ensembles = [{ id: '', name: '', color: '', data, rows: new Int32Array(0) }];
  const change = (index: number, changes: Partial<ValueFilter>) =>
    onChange(values.map((one, i) => (i === index ? { ...one, ...changes } : one)));
  return (
    <div class="value-filters">
      {values.map((filter, index) => (
        <div key={index} class="value-filter">
          <div class="controls">
            <QuantityPicker
              label="Filter by"
              numbersOnly
              quantity={filter}
              ensembles={ensembles}
              onChange={(quantity) => change(index, quantity)}
            />
            <IconButton
              icon="x"
              label={`Do not filter by ${filter.name}`}
              onClick={() => onChange(values.filter((_, i) => i !== index))}
            />
          </div>
          <div class="controls">
            <LimitField
              workbench={workbench}
              place={place(`${index}:low`, `${filter.name} from`)}
              label="from"
              placeholder="any"
              value={filter.low}
              onChange={(low) => change(index, { low })}
            />
            <LimitField
              workbench={workbench}
              place={place(`${index}:high`, `${filter.name} to`)}
              label="to"
              placeholder="any"
              value={filter.high}
              onChange={(high) => change(index, { high })}
            />
          </div>
        </div>
      ))}
      {values.length < VALUE_FILTERS_MAX && (
        <QuantityPicker
          label="By value"
          placeholder="By value..."
          numbersOnly
          quantity={null}
          ensembles={ensembles}
          onChange={(quantity) => onChange([...values, { ...quantity, low: null, high: null }])}
        />
      )}
    </div>
  );
}
