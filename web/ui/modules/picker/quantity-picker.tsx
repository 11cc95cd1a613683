import { AtChoice } from '../controls/at-choice.tsx';
import type { QuantityChosen } from '../quantity.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import { parameterChoices, vectorChoices } from './choices.ts';
import { Picker } from './picker.tsx';

export interface QuantityPickerProps {
  label: string;
  quantity: QuantityChosen | null;
  /** The dashboard's date, on which all its charts read vectors; null if it has none. */
  date?: string | null;
  /** Vectors are shown at all times, so no day is asked for. */
  atAllTimes?: boolean;
  ensembles: readonly ShownEnsemble[];
  /** Shown if nothing is selected. */
  placeholder?: string;
  onChange(quantity: QuantityChosen): void;
}

/** Choice of a parameter, or of a vector and the day on which it is read. */
export function QuantityPicker(props: QuantityPickerProps) {
  const { label, quantity, date = null, ensembles, placeholder = 'Choose', onChange } = props;
  const choices = [
    ...vectorChoices(ensembles).map((choice) => ({ ...choice, value: `vector ${choice.value}` })),
    ...parameterChoices(ensembles).map((choice) => ({
      ...choice,
      value: `parameter ${choice.value}`,
    })),
  ];
  return (
    <>
      <Picker
        label={label}
        placeholder={placeholder}
        chosen={quantity ? [`${quantity.of} ${quantity.name}`] : []}
        choices={choices}
        onPick={(value) => {
          const of = value.startsWith('vector ') ? 'vector' : 'parameter';
          onChange({ of, name: value.slice(of.length + 1), at: quantity?.at ?? 'end' });
        }}
      />
      {quantity?.of === 'vector' && !props.atAllTimes && (
        <AtChoice
          at={quantity.at}
          date={date}
          ensembles={ensembles}
          onChange={(at) => onChange({ ...quantity, at })}
        />
      )}
    </>
  );
}
