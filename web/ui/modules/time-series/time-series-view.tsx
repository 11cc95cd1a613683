import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { annotationsFor } from '../../../workbench/edits/annotations.ts';
import { Chart } from '../../charts/chart.tsx';
import { annotationWords } from '../../charts/draw-annotations.ts';
import { EnsemblesChoice } from '../controls/ensembles-choice.tsx';
import { Check, Options } from '../controls/options.tsx';
import { Select } from '../controls/select.tsx';
import type { ModuleProps } from '../module.ts';
import { namesOf, shownEnsembles } from '../shown-ensembles.ts';
import { useStable } from '../use-stable.ts';
import { WhenShown } from '../when-shown.tsx';
import type { TimeSeriesSettings } from './index.ts';
import { plotLines } from './plot-lines.ts';
import { type CursorPlace, Legend, placeOf, Readout } from './readout.tsx';
import { tracesOf } from './traces.ts';

/** One vector over time, for each ensemble its realizations, mean and percentiles. */
export function TimeSeriesView(props: ModuleProps<TimeSeriesSettings>) {
  const { id, settings, change, workbench } = props;
  const cursor = useSignal<CursorPlace | null>(null);
  const content = workbench.content.value;
  const shown = shownEnsembles(workbench, settings.ensembles);
  const names = namesOf(shown.ensembles, 'vectors');
  const vector = settings.vector || (names[0] ?? '');

  const ensembles = useStable(shown.ensembles);
  const annotations = useStable(
    annotationsFor(content, { moduleId: id, vectors: [vector], timeAxis: true }),
  );
  const { percentiles } = content.settings;
  const traces = useMemo(
    () => tracesOf(ensembles, vector, percentiles),
    [ensembles, vector, percentiles],
  );
  const { realizations, mean, percentiles: bands } = settings;
  const plot = useMemo(
    () => plotLines(traces, { realizations, mean, bands }, annotations),
    [traces, realizations, mean, bands, annotations],
  );

  return (
    <>
      <div class="controls">
        <Select
          label="Vector"
          value={vector}
          names={names}
          onChange={(name) => change({ vector: name })}
        />
        <span class="muted small">{traces.unit}</span>
        <Options>
          <Check
            label="Realizations"
            checked={realizations}
            onChange={(checked) => change({ realizations: checked })}
          />
          <Check label="Mean" checked={mean} onChange={(checked) => change({ mean: checked })} />
          <Check
            label="Percentile bands"
            checked={bands}
            onChange={(checked) => change({ percentiles: checked })}
          />
          <hr />
          <EnsemblesChoice {...props} />
        </Options>
      </div>
      <WhenShown
        shown={shown}
        missing={
          traces.list.length === 0 ? `No ensemble shown here has a vector "${vector}".` : null
        }
      >
        <div class="chart-frame">
          <Chart
            zoomable
            plot={plot}
            summary={traces.summary + annotationWords(annotations)}
            onCursor={(chart) => {
              cursor.value = placeOf(chart);
            }}
          />
          <Readout traces={traces} cursor={cursor} />
        </div>
        <Legend traces={traces} shown={{ realizations, mean, bands }} />
      </WhenShown>
    </>
  );
}
