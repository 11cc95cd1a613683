import { VALUE_FILTERS_MAX } from '../../workbench/content/limits.ts';
import type { ValueFilter } from '../../workbench/content/schema.ts';
import type { EnsembleData } from '../../workbench/ensembles/ensemble-data.ts';
import { IconButton } from '../components/button.tsx';
import { LimitField } from '../modules/controls/fields.tsx';
import { QuantityPicker } from '../modules/picker/quantity-picker.tsx';

export interface ValueFiltersProps {
  data: EnsembleData;
  values: readonly ValueFilter[];
  onChange(values: readonly ValueFilter[]): void;
}

/** Filters by value: a quantity of numbers and the range in which it is kept. */
export function ValueFilters({ data, values, onChange }: ValueFiltersProps) {
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
              label="from"
              placeholder="any"
              value={filter.low}
              onChange={(low) => change(index, { low })}
            />
            <LimitField
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
          quantity={null}
          ensembles={ensembles}
          onChange={(quantity) => onChange([...values, { ...quantity, low: null, high: null }])}
        />
      )}
    </div>
  );
}
