import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { Check, EnsemblesChoice, Options, ThresholdsCheck } from '../controls/fields.tsx';
import { RampKey, rampWords } from '../legend-parts.tsx';
import { useDashboardDate, useLinks } from '../linking/links.ts';
import type { ModuleProps } from '../module.ts';
import { ModuleChart, useOverlay } from '../module-chart.tsx';
import { withUnit } from '../on-axes.ts';
import { QuantityPicker } from '../picker/picker.tsx';
import {
  absentWords,
  columnsOfQuantities,
  fewerCounts,
  type QuantityChosen,
  readQuantity,
} from '../quantity.ts';
import {
  namesOf,
  shownEnsembles,
  useAnnotations,
  useStable,
  withColumns,
} from '../shown-ensembles.ts';
import { WhenShown } from '../when-shown.tsx';
import { cloudsOf, columnsOf, type Point } from './clouds.ts';
import {
  Correlations,
  CorrelationTable,
  correlationWords,
  type Hovered,
  PointReadout,
} from './correlations.tsx';
import type { CrossPlotSettings } from './index.ts';
import { OverTime } from './over-time.tsx';
import { extent, markPoints, nearestPoint, pictureOf } from './picture.ts';

/** Two quantities against each other: one point for each realization, a line through each ensemble. */
export function CrossPlotView(props: ModuleProps<CrossPlotSettings>) {
  const { settings, shared, workbench } = props;
  const listed = shownEnsembles(workbench, shared, settings.ensembles);
  const axes = axesOf(
    settings,
    namesOf(listed.ensembles, 'parameters')[0] ?? '',
    namesOf(listed.ensembles, 'vectors')[0] ?? '',
  );
  const date = useDashboardDate(workbench, props.id);
  const on = (one: QuantityChosen) => (date === null ? one : { ...one, at: date });
  const { color = null } = settings;
  const needed = columnsOfQuantities([axes.x, axes.y, ...(color ? [color] : [])]);
  const shown = withColumns(workbench, listed, needed);
  const ensembles = useStable(shown.ensembles);
  const isOverTime = settings.overTime && axes.x.of === 'vector' && axes.y.of === 'vector';
  const View = isOverTime ? OverTime : Points;
  return (
    <>
      <CrossPlotControls {...props} {...axes} date={date} ensembles={listed.ensembles} />
      <WhenShown shown={shown} missing={null}>
        <View {...props} x={on(axes.x)} y={on(axes.y)} date={date} ensembles={ensembles} />
      </WhenShown>
    </>
  );
}

/** The quantities of the axes, and the ensembles they are read from. */
export interface CrossPlotProps extends ModuleProps<CrossPlotSettings> {
  x: QuantityChosen;
  y: QuantityChosen;
  /** The dashboard's date, on which all its charts read vectors; null if it has none. */
  date: string | null;
  ensembles: ReturnType<typeof shownEnsembles>['ensembles'];
}

function Points(props: CrossPlotProps) {
  const { id, settings, shared, workbench, x, y, date, ensembles } = props;
  const { color = null, fit = true, thresholds = false } = settings;
  const hovered = useSignal<Hovered | null>(null);
  const links = useLinks(workbench, id);
  const keys = [x, y, color].map((one) => JSON.stringify(one));

  const clouds = useMemo(
    () =>
      cloudsOf(
        { name: x.name, quantities: readQuantity(ensembles, x) },
        { name: y.name, quantities: readQuantity(ensembles, y) },
        color ? readQuantity(ensembles, { ...color, at: date ?? color.at }) : [],
      ),
    [ensembles, date, ...keys],
  );
  const absent = useMemo(
    () => absentWords(ensembles, [x, y, ...(color ? [color] : [])]),
    [ensembles, ...keys],
  );
  const annotations = useAnnotations(shared, {
    moduleId: id,
    vectors: [x, y].flatMap(({ of, name }) => (of === 'vector' ? [name] : [])),
    timeAxis: false,
  });
  const names = { x: x.name, y: y.name, third: color?.name ?? '' };
  const picture = useMemo(
    () => pictureOf(clouds, { names, fit, isColored: color !== null, thresholds }, annotations),
    [clouds, fit, thresholds, annotations],
  );
  const overlay = useOverlay(() => {
    const at = links.realization.value;
    const brush = links.brush.value;
    const isMarked = ({ ensemble, realization }: Point) =>
      (realization === at?.realization && ensemble.id === at.ensembleId) ||
      brush?.realizations.get(ensemble.id)?.has(realization);
    return at || brush ? markPoints(clouds.points.filter(isMarked)) : null;
  }, [clouds, links]);
  const ramp = color && {
    name: withUnit(color.name, clouds.thirds[0]?.unit),
    ...thirdExtent(clouds.points),
  };
  if (clouds.list.length === 0) return <p class="module-gap muted">{lacking(x, y)}</p>;
  return (
    <ModuleChart
      moduleId={id}
      kept={props}
      zooms
      picture={picture}
      overlay={overlay}
      summary={clouds.summary}
      annotations={annotations}
      onCursor={(cursor) => {
        const point = nearestPoint(clouds.points, cursor);
        hovered.value = point && { clouds, point, isRight: cursor?.isRight ?? false };
        links.realization.value = point && {
          ensembleId: point.ensemble.id,
          realization: point.realization,
        };
      }}
      title={`${y.name} against ${x.name}`}
      legend={clouds.list.map(({ ensemble }) => ensemble)}
      words={[correlationWords(clouds), ...(ramp ? [rampWords(ramp)] : [])]}
      columns={() => columnsOf(clouds, names)}
      readout={() => <PointReadout clouds={clouds} names={names} hovered={hovered} />}
      refused={clouds.refused}
      counts={[...fewerCounts(clouds.list, ensembles.length > 1), ...absent]}
      details={<CorrelationTable clouds={clouds} />}
    >
      <Correlations clouds={clouds}>{ramp && <RampKey {...ramp} />}</Correlations>
    </ModuleChart>
  );
}

function thirdExtent(points: readonly Point[]) {
  const { min, max } = extent(points.map(({ third }) => third));
  return { low: min, high: max };
}

/** The quantities of both axes; an empty name means the first one. */
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

function lacking(x: QuantityChosen, y: QuantityChosen): string {
  const missing = [x, y].find(({ name }) => name === '');
  if (missing) return `The ensembles shown here have no ${missing.of}s.`;
  return `No ensemble shown here has both a ${x.of} "${x.name}" and a ${y.of} "${y.name}".`;
}

/** Choice of the axes' quantities and of the colours. */
function CrossPlotControls(props: CrossPlotProps) {
  const { settings, change, x, y, date, ensembles } = props;
  const { color = null, fit = true, overTime = false } = settings;
  const areVectors = x.of === 'vector' && y.of === 'vector';
  const isOverTime = overTime && areVectors;
  return (
    <div class="controls">
      <QuantityPicker
        label="Response"
        quantity={y}
        date={date}
        atAllTimes={isOverTime}
        ensembles={ensembles}
        onChange={(quantity) => change({ y: quantity, zoom: null, zoomY: null })}
      />
      <span class="controls-label" data-screen-only>
        against
      </span>
      <QuantityPicker
        label="X axis"
        quantity={x}
        date={date}
        atAllTimes={isOverTime}
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
            label="All dates, as one path per realization"
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
