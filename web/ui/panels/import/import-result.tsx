import type { Signal } from '@preact/signals';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { NAME_MAX_LENGTH } from '../../../workbench/content/limits.ts';
import type {
  ReadAdditions,
  ReadEnsemble,
  Thinning,
} from '../../../workbench/ensembles/import/reading.ts';
import { useApp } from '../../app/app-model.ts';
import { formatDay } from '../../charts/format.ts';
import { Banner } from '../../components/banner.tsx';
import { Field, TextField } from '../../components/field.tsx';
import { bytes, counted } from '../../words/format.ts';

export interface EnsembleFieldsProps {
  ensemble: ReadEnsemble;
  name: string;
  /** Whether the person can enter a name for it. */
  isNamed: boolean;
  onName(name: string): void;
}

/** One ensemble that was read: its name and a summary of its contents. */
export function EnsembleFields({ ensemble, name, isNamed, onName }: EnsembleFieldsProps) {
  const { realizations, timeCount, firstTime, lastTime, vectors, parameters, observationCount } =
    ensemble;
  const parts = [
    counted(realizations.length, 'realization'),
    <>
      {counted(timeCount, 'date')} from <span class="import-day">{formatDay(firstTime)}</span> to{' '}
      <span class="import-day">{formatDay(lastTime)}</span>
    </>,
    counted(vectors.length, 'vector'),
    counted(parameters.length, 'parameter'),
    ...(observationCount > 0 ? [counted(observationCount, 'observation')] : []),
  ];
  return (
    <div class="import-ensemble">
      {isNamed && (
        <TextField label="Name" value={name} maxLength={NAME_MAX_LENGTH} onInput={onName} />
      )}
      <p>{parts.map((part, i) => [i > 0 && ', ', part])}.</p>
    </div>
  );
}

export interface AdditionFieldsProps {
  additions: ReadAdditions;
  targets: readonly { readonly id: string; readonly name: string }[];
  targetId: string;
  label: string;
  onTarget(id: string): void;
  onLabel(label: string): void;
}

/** For parameters or observations without vectors: asks which ensemble they belong to. */
export function AdditionFields({
  additions,
  targets,
  targetId,
  label,
  onTarget,
  onLabel,
}: AdditionFieldsProps) {
  const { parameters, observationCount, labels, realizations } = additions;
  const parts = [
    ...(parameters.length > 0
      ? [
          `${counted(parameters.length, 'parameter')} of ${counted(realizations.length, 'realization')}`,
        ]
      : []),
    ...(observationCount > 0 ? [counted(observationCount, 'observation')] : []),
  ];
  if (targets.length === 0) {
    return (
      <Banner tone="warning">
        The files contain {parts.join(' and ')}, but no vectors. Import them together with the file
        of vectors, or import that file first.
      </Banner>
    );
  }
  return (
    <>
      <p>
        The files contain {parts.join(' and ')}, but no vectors, so they are added to an ensemble
        that is in the session.
      </p>
      <SelectField
        label="Ensemble"
        value={targetId}
        options={targets.map(({ id, name }) => [id, name])}
        onChange={onTarget}
      />
      {labels.length > 1 && (
        <SelectField
          label="Take the parameters of"
          value={label}
          options={labels.map((one) => [one, one])}
          onChange={onLabel}
        />
      )}
    </>
  );
}

/** Choice of the dates to keep. */
export function ThinningField({ thinning }: { thinning: Signal<Thinning> }) {
  return (
    <SelectField
      label="Dates"
      value={thinning.value}
      options={[
        ['all', 'All dates'],
        ['monthly', 'The last date of each month'],
        ['yearly', 'The last date of each year'],
      ]}
      onChange={(one) => {
        thinning.value = one as Thinning;
      }}
    />
  );
}

function SelectField(props: {
  label: string;
  value: string;
  options: readonly (readonly [value: string, words: string])[];
  onChange(value: string): void;
}) {
  const { label, value, options, onChange } = props;
  return (
    <Field label={label}>
      {(attributes) => (
        <select
          class="ui-input"
          {...attributes}
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        >
          {options.map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

const BYTES_PER_NUMBER = 8;

/** Warns before the import that its data may not fit on this device. */
export function RoomLine({ numbers }: { numbers: number }) {
  const { device } = useApp().ports;
  const room = useSignal<number | null>(null);
  useEffect(() => {
    void device.freeBytes().then((bytesLeft) => {
      room.value = bytesLeft;
    });
  }, [device]);
  const free = room.value;
  const most = numbers * BYTES_PER_NUMBER;
  if (free === null || most <= free) return null;
  return (
    <Banner tone="warning">
      These {numbers.toLocaleString('en')} numbers may take up to {bytes(most)}, and this browser
      has {bytes(free)} left for them. About{' '}
      {Math.floor(free / BYTES_PER_NUMBER).toLocaleString('en')} numbers fit: leave out vectors that
      you do not need, or keep fewer dates.
    </Banner>
  );
}
