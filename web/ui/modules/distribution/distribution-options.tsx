import { EnsemblesChoice } from '../controls/ensembles-choice.tsx';
import { Check, Options } from '../controls/options.tsx';
import type { ModuleProps } from '../module.ts';
import { BINS_MAX, BINS_MIN, type DistributionSettings } from './index.ts';

type Props = Pick<ModuleProps<DistributionSettings>, 'settings' | 'change' | 'workbench'>;

export function DistributionOptions(props: Props) {
  const { settings, change } = props;
  const { histogram, box, bins, cumulative = false, density = false } = settings;
  return (
    <Options>
      <Check
        label="Histogram"
        checked={histogram}
        onChange={(checked) => change({ histogram: checked })}
      />
      <Check label="Box" checked={box} onChange={(checked) => change({ box: checked })} />
      <Check
        label="Density"
        checked={density}
        onChange={(checked) => change({ density: checked })}
      />
      <Check
        label="Curve of percentiles"
        checked={cumulative}
        onChange={(checked) => change({ cumulative: checked })}
      />
      <label class="controls-label">
        Bins
        <input
          type="range"
          min={BINS_MIN}
          max={BINS_MAX}
          value={bins}
          onChange={(event) => change({ bins: event.currentTarget.valueAsNumber })}
        />
        <span class="numeric">{bins}</span>
      </label>
      <hr />
      <EnsemblesChoice {...props} />
    </Options>
  );
}
