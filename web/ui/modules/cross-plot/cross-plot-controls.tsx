import { EnsemblesChoice } from '../controls/ensembles-choice.tsx';
import { Check, Options, ThresholdsCheck } from '../controls/options.tsx';
import { QuantityPicker } from '../picker/quantity-picker.tsx';
import type { CrossPlotProps } from './cross-plot-view.tsx';

/** What stands on the axes, and what colours the points. */
export function CrossPlotControls(props: CrossPlotProps) {
  const { settings, change, x, y, date, ensembles } = props;
  const { color = null, fit = true, overTime = false } = settings;
  const areVectors = x.of === 'vector' && y.of === 'vector';
  return (
    <div class="controls">
      <QuantityPicker
        label="Response"
        quantity={y}
        date={date}
        ensembles={ensembles}
        onChange={(quantity) => change({ y: quantity, zoom: null, zoomY: null })}
      />
      <span class="controls-label">against</span>
      <QuantityPicker
        label="Across"
        quantity={x}
        date={date}
        ensembles={ensembles}
        onChange={(quantity) => change({ x: quantity, zoom: null, zoomY: null })}
      />
      <Options>
        <Check
          label="Least-squares lines"
          checked={fit}
          onChange={(checked) => change({ fit: checked })}
        />
        <ThresholdsCheck {...props} />
        {areVectors && (
          <Check
            label="Over all of time"
            checked={overTime}
            onChange={(checked) => change({ overTime: checked, zoom: null, zoomY: null })}
          />
        )}
        <span class="controls-label">
          Colour by
          <QuantityPicker
            label="Colour"
            quantity={color}
            date={date}
            ensembles={ensembles}
            onChange={(quantity) => change({ color: quantity })}
          />
        </span>
        {color && (
          <Check
            label="Colour by ensemble"
            checked={false}
            onChange={() => change({ color: null })}
          />
        )}
        <hr />
        <EnsemblesChoice {...props} />
      </Options>
    </div>
  );
}
