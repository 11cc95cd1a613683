import { percentilesCount } from '../../../workbench/content/select.ts';
import { differentUnits } from '../../../workbench/ensembles/same-unit.ts';
import type { EditorPlace } from '../../app/use-parsed.ts';
import { Check, Choose, EnsemblesChoice, Options, ThresholdsCheck } from '../controls/fields.tsx';
import { LimitField, RanksField } from '../controls/typed-fields.tsx';
import type { ModuleProps } from '../module.ts';
import { toggled, vectorChoices } from '../picker/choices.ts';
import { Picker } from '../picker/picker.tsx';
import { numericParameters, type ShownEnsemble } from '../shown-ensembles.ts';
import { type TimeSeriesSettings, VECTORS_MAX } from './index.ts';
import { LineKey } from './legend.tsx';

export interface TimeSeriesControlsProps extends ModuleProps<TimeSeriesSettings> {
  ensembles: readonly ShownEnsemble[];
  vectors: readonly string[];
}

/** Controls of a time series: vectors, line styles and options. */
export function TimeSeriesControls(props: TimeSeriesControlsProps) {
  const { change, ensembles, settings, shared, vectors } = props;
  const toggle = (name: string) => {
    const [vector = name, ...more] = toggled(vectors, name, VECTORS_MAX);
    change({ vector, more });
  };
  return (
    <div class="controls">
      <Picker
        label="Vectors"
        chosen={vectors}
        choices={vectorChoices(ensembles)}
        onPick={(name) => change({ vector: name, more: [] })}
        onToggle={toggle}
      />
      <LineKey
        ranks={settings.ranks ?? shared.settings.percentiles}
        count={percentilesCount(shared)}
        mean={settings.mean}
        bands={settings.percentiles}
        minMax={settings.minMax ?? false}
      />
      <TimeSeriesOptions {...props} />
    </div>
  );
}

type Flag = 'realizations' | 'mean' | 'percentiles' | 'minMax' | 'observed' | 'apart' | 'log';

/** The fixed ends of the axes. */
type Limit = 'low' | 'high' | 'rightLow' | 'rightHigh';

/** The less used controls: statistics, colours, axes, ensembles. */
export function TimeSeriesOptions(props: TimeSeriesControlsProps) {
  const { settings, change, shared, workbench, ensembles, vectors } = props;
  const parameters = numericParameters(ensembles);
  const { colorBy, parameter, between, minus, ranks } = settings;
  const place = (field: string, label: string): EditorPlace => ({
    key: `module:${props.id}:${field}`,
    label,
    at: { module: props.id },
  });
  const check = (flag: Flag, label: string, absent = false) => (
    <Check
      label={label}
      checked={settings[flag] ?? absent}
      onChange={(checked) => change({ [flag]: checked })}
    />
  );
  const limit = (end: Limit, label: string) => (
    <LimitField
      workbench={workbench}
      place={place(end, label)}
      label={label}
      value={settings[end] ?? null}
      onChange={(value) => change({ [end]: value })}
    />
  );
  const isMeasured = ensembles.some(({ data }) =>
    vectors.some((name) => data.observations?.has(name)),
  );
  const color = colorBy === 'parameter' ? `parameter ${parameter}` : (colorBy ?? 'auto');
  return (
    <Options>
      {check('realizations', 'Realizations')}
      {check('mean', 'Mean')}
      {check('percentiles', 'Percentile bands')}
      {check('minMax', 'Lowest and highest')}
      {check('observed', 'Observed and history', true)}
      <RanksField
        workbench={workbench}
        place={place('ranks', 'Percentiles')}
        ranks={ranks ?? shared.settings.percentiles}
        count={percentilesCount(shared)}
        onChange={(next) => change({ ranks: [...next] })}
      />
      <hr />
      <Choose
        label="Colours"
        value={color}
        options={[
          ...(colorBy ? [] : [['auto', 'automatic'] as const]),
          ['ensemble', 'by ensemble'],
          ['vector', 'by vector'],
          ...(isMeasured || colorBy === 'misfit' ? [['misfit', 'by misfit'] as const] : []),
          ...parameters.map((name) => [`parameter ${name}`, `by ${name}`] as const),
        ]}
        onChange={(value) =>
          value.startsWith('parameter ')
            ? change({ colorBy: 'parameter', parameter: value.slice('parameter '.length) })
            : change({ colorBy: value as 'ensemble' | 'vector' | 'misfit' })
        }
      />
      <Choose
        label="Minus"
        value={minus ?? ''}
        options={[
          ['', 'nothing'],
          ...shared.ensembleSet.ensembles.map(({ id, name }) => [id, name] as const),
        ]}
        onChange={(value) => change({ minus: value || null })}
      />
      <Choose
        label="Between dates"
        value={between ?? 'auto'}
        options={[
          ...(between ? [] : [['auto', 'automatic'] as const]),
          ['step', 'steps'],
          ['linear', 'straight lines'],
        ]}
        onChange={(value) => change({ between: value as 'step' | 'linear' })}
      />
      <hr />
      {vectors.length > 1 && check('apart', 'One chart for each vector')}
      {check('log', 'Logarithmic')}
      <ThresholdsCheck {...props} />
      {limit('low', 'Left axis from')}
      {limit('high', 'Left axis to')}
      {hasRightAxis(props) && limit('rightLow', 'Right axis from')}
      {hasRightAxis(props) && limit('rightHigh', 'Right axis to')}
      <hr />
      <EnsemblesChoice {...props} />
    </Options>
  );
}

/** Whether a chart has a right axis, or the settings fix its ends for vectors that are not shown now. */
function hasRightAxis({ settings, ensembles, vectors }: TimeSeriesControlsProps): boolean {
  const isFixed = (end: number | null = null) => end !== null;
  if (isFixed(settings.rightLow) || isFixed(settings.rightHigh)) return true;
  const units = (names: readonly string[]) =>
    ensembles.flatMap(({ data }) => names.flatMap((name) => data.vectors.get(name)?.unit ?? []));
  const charts = settings.apart ? vectors.map((name) => [name]) : [vectors];
  return charts.some((names) => differentUnits(units(names)).length > 1);
}
