import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { annotationsFor } from '../../../workbench/edits/annotations.ts';
import { Chart } from '../../charts/chart.tsx';
import { annotationWords } from '../../charts/draw-annotations.ts';
import { AtChoice } from '../controls/at-choice.tsx';
import { EnsemblesChoice } from '../controls/ensembles-choice.tsx';
import { Options } from '../controls/options.tsx';
import { Select } from '../controls/select.tsx';
import type { ModuleProps } from '../module.ts';
import { parameterOf, vectorAt } from '../quantity.ts';
import { namesOf, shownEnsembles } from '../shown-ensembles.ts';
import { useStable } from '../use-stable.ts';
import { WhenShown } from '../when-shown.tsx';
import { cloudsOf, type Point } from './clouds.ts';
import { Correlations } from './correlations.tsx';
import type { CrossPlotSettings } from './index.ts';
import { plotClouds } from './plot-clouds.ts';

/** A parameter against a response: one point for each realization, a line through each ensemble. */
export function CrossPlotView(props: ModuleProps<CrossPlotSettings>) {
  const { id, settings, change, workbench } = props;
  const hovered = useSignal<Point | null>(null);
  const shown = shownEnsembles(workbench, settings.ensembles);
  const ensembles = useStable(shown.ensembles);
  const parameters = namesOf(ensembles, 'parameters');
  const vectors = namesOf(ensembles, 'vectors');
  const parameter = settings.parameter || (parameters[0] ?? '');
  const vector = settings.vector || (vectors[0] ?? '');

  const clouds = useMemo(
    () => cloudsOf(parameterOf(ensembles, parameter), vectorAt(ensembles, vector, settings.at)),
    [ensembles, parameter, vector, settings.at],
  );
  const annotations = useStable(
    annotationsFor(workbench.content.value, { moduleId: id, vectors: [vector], timeAxis: false }),
  );
  const plot = useMemo(
    () =>
      plotClouds({ parameter, vector }, clouds, annotations, (point) => (hovered.value = point)),
    [parameter, vector, clouds, annotations, hovered],
  );

  return (
    <>
      <div class="controls">
        <Select
          label="Response"
          value={vector}
          names={vectors}
          onChange={(name) => change({ vector: name })}
        />
        <AtChoice at={settings.at} ensembles={ensembles} onChange={(at) => change({ at })} />
        {parameters.length > 0 && (
          <span class="controls-label">
            against
            <Select
              label="Parameter"
              value={parameter}
              names={parameters}
              onChange={(name) => change({ parameter: name })}
            />
          </span>
        )}
        <Options>
          <EnsemblesChoice {...props} />
        </Options>
      </div>
      <WhenShown
        shown={shown}
        missing={clouds.list.length === 0 ? lacking(parameter, vector) : null}
      >
        <Chart plot={plot} summary={clouds.summary + annotationWords(annotations)} />
        <Correlations clouds={clouds} hovered={hovered} />
      </WhenShown>
    </>
  );
}

function lacking(parameter: string, vector: string): string {
  return parameter === ''
    ? 'The ensembles shown here have no parameters.'
    : `No ensemble shown here has both a parameter "${parameter}" and a vector "${vector}".`;
}
