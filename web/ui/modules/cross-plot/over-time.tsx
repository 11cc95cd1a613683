import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { isSameUnit } from '../../../workbench/ensembles/same-unit.ts';
import { daysAt, formatDay, readoutFormat } from '../../charts/format.ts';
import { drawPaths } from '../../charts/layers/paths.ts';
import type { ChartCursor } from '../../charts/painter.ts';
import type { Picture, Range } from '../../charts/picture.ts';
import { EnsembleDot } from '../legend-parts.tsx';
import { useLinks } from '../linking/links.ts';
import { ModuleChart, useOverlay } from '../module-chart.tsx';
import { otherUnit, placeOnAxes, withUnit } from '../on-axes.ts';
import { absentWords, fewerCounts } from '../quantity.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import { type Column, numbers, words } from '../take-away/column.ts';
import { RealizationReadout } from './correlations.tsx';
import type { CrossPlotProps } from './cross-plot-view.tsx';
import { extent, linear, REACH } from './picture.ts';

/** Two vectors against each other at all dates: one path for each realization. */
export function OverTime(props: CrossPlotProps) {
  const { id, workbench, x, y, ensembles } = props;
  const links = useLinks(workbench, id);
  const pointed = useSignal<PointedPath | null>(null);
  const { list: paths, refused } = useMemo(
    () => pathsOf(ensembles, x.name, y.name),
    [ensembles, x.name, y.name],
  );
  const picture = useMemo(() => pictureOf(paths, x.name, y.name), [paths, x.name, y.name]);
  const overlay = useOverlay(() => {
    const at = links.realization.value;
    const path = paths.find(({ ensemble }) => ensemble.id === at?.ensembleId);
    const row = path?.ensemble.data.realizations.indexOf(at?.realization ?? -1) ?? -1;
    return path && row >= 0 ? drawPaths({ ...path, rows: [row], width: 3, alpha: 1 }) : null;
  }, [paths, links]);
  if (paths.length === 0) {
    return (
      <p class="module-gap muted">
        No ensemble shown here has both vectors "{x.name}" and "{y.name}".
      </p>
    );
  }
  const names = paths.map(({ ensemble }) => ensemble.name).join(', ');
  const counts = paths.map(({ ensemble, rows }) => ({ ensemble, count: rows.length }));
  return (
    <ModuleChart
      moduleId={id}
      kept={props}
      zooms
      picture={picture}
      overlay={overlay}
      summary={`${y.name} against ${x.name} over time, one path for each realization of ${names}.`}
      annotations={[]}
      onCursor={(cursor) => {
        const at = cursor && nearestOn(paths, cursor);
        pointed.value = at;
        links.time.value = at && timeOf(at);
        links.realization.value = at && {
          ensembleId: at.path.ensemble.id,
          realization: realizationOf(at),
        };
      }}
      readout={() => <PathReadout {...{ paths, pointed }} names={[x.name, y.name]} />}
      title={`${y.name} against ${x.name} over time`}
      legend={paths.map(({ ensemble }) => ensemble)}
      columns={() => pathColumns(paths, x.name, y.name)}
      refused={refused}
      counts={[...fewerCounts(counts, ensembles.length > 1), ...absentWords(ensembles, [x, y])]}
    >
      <div class="readout">
        {paths.map(({ ensemble }) => (
          <EnsembleDot key={ensemble.id} {...ensemble} />
        ))}
      </div>
    </ModuleChart>
  );
}

/** The date of a path that the pointer is at. */
interface PointedPath {
  readonly path: Path;
  readonly row: number;
  /** Index of the date. */
  readonly at: number;
  readonly isRight: boolean;
}

const timeOf = ({ path, at }: PointedPath) => path.ensemble.data.times[at] ?? 0;
const realizationOf = ({ path, row }: PointedPath) => path.ensemble.data.realizations[row] ?? -1;

interface PathReadoutProps {
  paths: readonly Path[];
  names: readonly [x: string, y: string];
  pointed: ReadonlySignal<PointedPath | null>;
}

/** The realization, date and values under the pointer. */
function PathReadout({ paths, names: [x, y], pointed }: PathReadoutProps) {
  const one = pointed.value && paths.includes(pointed.value.path) ? pointed.value : null;
  if (!one) return <RealizationReadout />;
  const { path, row, at, isRight } = one;
  const read = (values: Float64Array, unit: string) => {
    const value = values[row * path.times + at];
    return `${readoutFormat([value])(value)} ${unit}`;
  };
  return (
    <RealizationReadout
      isRight={isRight}
      realization={realizationOf(one)}
      ensemble={path.ensemble.name}
      values={[
        ['date', formatDay(timeOf(one))],
        [x, read(path.xs, path.xUnit)],
        [y, read(path.ys, path.unit)],
      ]}
    />
  );
}

/** The date of a path nearest to the pointer, within `REACH`. Looks at all of them: paths may turn back, so nothing is sorted. */
function nearestOn(paths: readonly Path[], cursor: ChartCursor): PointedPath | null {
  let nearest: PointedPath | null = null;
  let closest = REACH ** 2;
  for (const path of paths) {
    const { xs, ys, times, axis, range } = path;
    const across = linear((value) => cursor.x(value), withAir([range.x]));
    const up = linear((value) => cursor.y(value, axis), withAir([range.y]));
    for (const row of Array.from(path.rows)) {
      for (let at = 0; at < times; at++) {
        const dx = across(xs[row * times + at] as number) - cursor.left;
        if (!(dx * dx < closest)) continue;
        const dy = up(ys[row * times + at] as number) - cursor.top;
        if (!(dx * dx + dy * dy < closest)) continue;
        closest = dx * dx + dy * dy;
        nearest = { path, row, at, isRight: cursor.isRight };
      }
    }
  }
  return nearest;
}

interface Path {
  readonly ensemble: ShownEnsemble;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly times: number;
  readonly rows: ArrayLike<number>;
  /** Of `xs` and `ys`, found once: that takes as long as to find the nearest date. */
  readonly range: { readonly x: Range; readonly y: Range };
  readonly axis: number;
  readonly color: string;
  readonly width: number;
  readonly alpha: number;
  readonly xUnit: string;
  /** The unit of its y axis. */
  readonly unit: string;
}

/** The paths of ensembles that have both vectors, with `x` in the unit of the first ensemble. */
function pathsOf(ensembles: readonly ShownEnsemble[], x: string, y: string) {
  const all = ensembles.flatMap((ensemble): Omit<Path, 'axis'>[] => {
    const { data, rows, color } = ensemble;
    const [across, up] = [data.vectors.get(x), data.vectors.get(y)];
    if (!across || !up || rows.length === 0) return [];
    const alpha = Math.min(0.8, Math.max(0.08, 20 / rows.length));
    return [
      {
        ...{ ensemble, rows, color, width: 1, alpha, xUnit: across.unit, unit: up.unit },
        ...{ xs: across.values, ys: up.values, times: data.times.length },
        range: { x: extent(across.values), y: extent(up.values) },
      },
    ];
  });
  const unit = all[0]?.xUnit ?? '';
  const placed = placeOnAxes(
    all.filter(({ xUnit }) => isSameUnit(xUnit, unit)),
    () => y,
  );
  const others = all
    .filter(({ xUnit }) => !isSameUnit(xUnit, unit))
    .map(({ ensemble, xUnit }) => otherUnit(ensemble, x, xUnit, unit));
  return { ...placed, refused: [...placed.refused, ...others] };
}

function pictureOf(paths: readonly Path[], x: string, y: string): Picture {
  const across = withAir(paths.map(({ range }) => range.x));
  const steps = stepsOf(paths[0]);
  const axes = Math.max(0, ...paths.map(({ axis }) => axis)) + 1;
  return {
    x: { kind: 'number', label: withUnit(x, paths[0]?.xUnit), full: across },
    y: Array.from({ length: axes }, (_, axis) => {
      const own = paths.filter((path) => path.axis === axis);
      const up = withAir(own.map(({ range }) => range.y));
      return { label: withUnit(y, own[0]?.unit), range: () => up };
    }),
    stops: steps.map((step) => step.x),
    heightAt: (stop) => steps[stop]?.y,
    layers: paths.map(drawPaths),
  };
}

/** Where arrow keys stop: at the dates of the first realization. */
function stepsOf(path: Path | undefined) {
  const { xs, ys, times, rows } = path ?? { xs: [], ys: [], times: 0, rows: [] };
  const start = (rows[0] ?? 0) * times;
  return Array.from(xs.slice(start, start + times), (x, i) => ({ x, y: ys[start + i] }))
    .filter(({ x, y = Number.NaN }) => !Number.isNaN(x + y))
    .sort((one, other) => one.x - other.x);
}

/** Columns with a row for each date of each realization. */
function pathColumns(paths: readonly Path[], x: string, y: string): readonly Column[] {
  const runs = paths.flatMap((path) => Array.from(path.rows, (row) => ({ path, row })));
  const count = runs.reduce((sum, { path }) => sum + path.times, 0);
  const column = (label: string, read: (path: Path, row: number, at: number) => number) => {
    const values = new Float64Array(count);
    let next = 0;
    for (const { path, row } of runs) {
      for (let i = 0; i < path.times; i++) values[next++] = read(path, row, row * path.times + i);
    }
    return numbers(label, label, values);
  };
  return [
    words(
      'Ensemble',
      runs.flatMap(({ path }) => Array(path.times).fill(path.ensemble.name)),
    ),
    column('Realization', ({ ensemble }, row) => ensemble.data.realizations[row] ?? -1),
    words(
      'Date',
      runs.flatMap(({ path }) => daysAt(path.ensemble.data.times)),
    ),
    column(withUnit(x, paths[0]?.xUnit), ({ xs }, _, at) => xs[at] ?? Number.NaN),
    ...[...new Set(paths.map(({ unit }) => unit))].map((unit) =>
      column(withUnit(y, unit), (path, _, at) =>
        path.unit === unit ? (path.ys[at] ?? Number.NaN) : Number.NaN,
      ),
    ),
  ];
}

/** The range over all of these, with a margin. */
function withAir(ranges: readonly Range[]): Range {
  const min = Math.min(...ranges.map((one) => one.min));
  const max = Math.max(...ranges.map((one) => one.max));
  const air = (max - min) * 0.04 || 1;
  return min <= max ? { min: min - air, max: max + air } : { min: 0, max: 1 };
}
