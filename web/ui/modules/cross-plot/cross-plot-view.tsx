import { computed, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { annotationsFor } from '../../../workbench/edits/annotations.ts';
import { Chart } from '../../charts/chart.tsx';
import { annotationWords } from '../../charts/layers/annotations.ts';
import { AtChoice } from '../controls/at-choice.tsx';
import { EnsemblesChoice } from '../controls/ensembles-choice.tsx';
import { Options } from '../controls/options.tsx';
import { Select } from '../controls/select.tsx';
import { useLinks } from '../linking/links.ts';
import type { ModuleProps } from '../module.ts';
import { parameterOf, vectorAt } from '../quantity.ts';
import { Refusals } from '../refusals.tsx';
import { namesOf, type ShownEnsemble, shownEnsembles } from '../shown-ensembles.ts';
import { useStable } from '../use-stable.ts';
import { WhenShown } from '../when-shown.tsx';
import { cloudsOf, type Named } from './clouds.ts';
import { Correlations, type Hovered } from './correlations.tsx';
import type { CrossPlotSettings, QuantityChosen } from './index.ts';
import { markPoints, nearestPoint, pictureOf } from './picture.ts';

/** Two quantities against each other: one point for each realization, a line through each ensemble. */
export function CrossPlotView(props: ModuleProps<CrossPlotSettings>) {
  const { id, settings, change, workbench } = props;
  const hovered = useSignal<Hovered | null>(null);
  const links = useLinks(workbench, id);
  const shown = shownEnsembles(workbench, settings.ensembles);
  const ensembles = useStable(shown.ensembles);
  const parameters = namesOf(ensembles, 'parameters');
  const vectors = namesOf(ensembles, 'vectors');
  const { x, y } = axesOf(settings, parameters[0] ?? '', vectors[0] ?? '');
  const { color = null, fit = true } = settings;
  const keys = [x, y, color].map((one) => JSON.stringify(one));

  const clouds = useMemo(
    () =>
      cloudsOf(
        read(ensembles, x),
        read(ensembles, y),
        color ? read(ensembles, color).quantities : [],
      ),
    [ensembles, ...keys],
  );
  const annotations = useStable(
    annotationsFor(workbench.content.value, {
      moduleId: id,
      vectors: [x, y].flatMap(({ of, name }) => (of === 'vector' ? [name] : [])),
      timeAxis: false,
    }),
  );
  const names = { x: x.name, y: y.name, third: color?.name ?? '' };
  const picture = useMemo(
    () => pictureOf(clouds, { names, fit, isColored: color !== null }, annotations),
    [clouds, names.x, names.y, fit, color === null, annotations],
  );
  const overlay = useMemo(
    () =>
      computed(() => {
        const at = links.realization.value;
        const isAt = (point: (typeof clouds.points)[number]) =>
          point.realization === at?.realization && point.ensemble.id === at.ensembleId;
        return at ? markPoints(clouds.points.filter(isAt)) : null;
      }),
    [clouds, links],
  );

  return (
    <>
      <div class="controls">
        <Select
          label="Response"
          value={y.name}
          names={vectors}
          onChange={(name) => change({ vector: name })}
        />
        <AtChoice at={settings.at} ensembles={ensembles} onChange={(at) => change({ at })} />
        {parameters.length > 0 && (
          <span class="controls-label">
            against
            <Select
              label="Parameter"
              value={x.name}
              names={parameters}
              onChange={(name) => change({ parameter: name })}
            />
          </span>
        )}
        <Options>
          <EnsemblesChoice {...props} />
        </Options>
      </div>
      <WhenShown shown={shown} missing={clouds.list.length === 0 ? lacking(x, y) : null}>
        <Chart
          picture={picture}
          zoom={settings.zoom ?? null}
          onZoom={(zoom) => change({ zoom })}
          overlay={overlay}
          summary={clouds.summary + annotationWords(annotations)}
          onCursor={(cursor) => {
            const point = nearestPoint(clouds.points, cursor);
            hovered.value = point && { clouds, point };
            links.realization.value = point && {
              ensembleId: point.ensemble.id,
              realization: point.realization,
            };
          }}
        />
        <Correlations clouds={clouds} names={names} hovered={hovered} />
        <Refusals reasons={clouds.refused} />
      </WhenShown>
    </>
  );
}

/** What stands on the axes; a name that is empty means the first there is. */
function axesOf(settings: CrossPlotSettings, parameter: string, vector: string) {
  const { at } = settings;
  const x = settings.x ?? { of: 'parameter' as const, name: settings.parameter, at };
  const y = settings.y ?? { of: 'vector' as const, name: settings.vector, at };
  const named = (one: QuantityChosen): QuantityChosen => ({
    ...one,
    name: one.name || (one.of === 'vector' ? vector : parameter),
  });
  return { x: named(x), y: named(y) };
}

function read(ensembles: readonly ShownEnsemble[], { of, name, at }: QuantityChosen): Named {
  const quantities = of === 'vector' ? vectorAt(ensembles, name, at) : parameterOf(ensembles, name);
  return { name, quantities };
}

function lacking(x: QuantityChosen, y: QuantityChosen): string {
  const missing = [x, y].find(({ name }) => name === '');
  if (missing) return `The ensembles shown here have no ${missing.of}s.`;
  return `No ensemble shown here has both a ${x.of} "${x.name}" and a ${y.of} "${y.name}".`;
}
