import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { Chart } from '../../charts/chart.tsx';
import { drawPaths } from '../../charts/layers/paths.ts';
import type { Picture } from '../../charts/picture.ts';
import { EnsembleDot } from '../legend-parts.tsx';
import { useLinks } from '../linking/links.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import type { CrossPlotProps } from './cross-plot-view.tsx';
import { extent } from './picture.ts';

/** Two vectors against each other over all of time: one path for each realization. */
export function OverTime({ id, settings, change, workbench, x, y, ensembles }: CrossPlotProps) {
  const links = useLinks(workbench, id);
  const paths = useMemo(() => pathsOf(ensembles, x.name, y.name), [ensembles, x.name, y.name]);
  const picture = useMemo(() => pictureOf(paths, x.name, y.name), [paths, x.name, y.name]);
  const overlay = useMemo(
    () =>
      computed(() => {
        const at = links.realization.value;
        const path = paths.find(({ ensemble }) => ensemble.id === at?.ensembleId);
        const row = path?.ensemble.data.realizations.indexOf(at?.realization ?? -1) ?? -1;
        return path && row >= 0 ? drawPaths({ ...path, rows: [row], width: 3, alpha: 1 }) : null;
      }),
    [paths, links],
  );
  if (paths.length === 0) {
    return (
      <p class="module-gap muted">
        No ensemble shown here has both vectors "{x.name}" and "{y.name}".
      </p>
    );
  }
  return (
    <>
      <Chart
        picture={picture}
        zoom={settings.zoom ?? null}
        onZoom={(zoom) => change({ zoom })}
        overlay={overlay}
        summary={`${y.name} against ${x.name} over time, one path for each realization of ${paths.map(({ ensemble }) => ensemble.name).join(', ')}.`}
      />
      <p class="readout">
        {paths.map(({ ensemble }) => (
          <EnsembleDot key={ensemble.id} {...ensemble} />
        ))}
      </p>
    </>
  );
}

interface Path {
  readonly ensemble: ShownEnsemble;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly times: number;
  readonly rows: ArrayLike<number>;
  readonly color: string;
  readonly width: number;
  readonly alpha: number;
  readonly units: readonly [string, string];
}

/** Of ensembles that have both in the units of the first. */
function pathsOf(ensembles: readonly ShownEnsemble[], x: string, y: string): readonly Path[] {
  const all = ensembles.flatMap((ensemble): Path[] => {
    const { data, rows, color } = ensemble;
    const [across, up] = [data.vectors.get(x), data.vectors.get(y)];
    if (!across || !up || rows.length === 0) return [];
    const alpha = Math.min(0.8, Math.max(0.08, 20 / rows.length));
    const units = [across.unit, up.unit] as const;
    return [
      {
        ...{ ensemble, rows, color, units, width: 1, alpha },
        ...{ xs: across.values, ys: up.values, times: data.times.length },
      },
    ];
  });
  return all.filter(({ units }) => units.join() === all[0]?.units.join());
}

function pictureOf(paths: readonly Path[], x: string, y: string): Picture {
  const across = rangeOf(paths.map(({ xs }) => xs));
  const up = rangeOf(paths.map(({ ys }) => ys));
  const [xUnit = '', yUnit = ''] = paths[0]?.units ?? [];
  return {
    x: { kind: 'number', label: withUnit(x, xUnit), full: across },
    y: [{ label: withUnit(y, yUnit), range: () => up }],
    stops: Float64Array.of(across.min, across.max),
    layers: paths.map(drawPaths),
  };
}

function rangeOf(columns: readonly Float64Array[]) {
  const found = columns.map((column) => extent(column));
  const min = Math.min(...found.map((one) => one.min));
  const max = Math.max(...found.map((one) => one.max));
  const air = (max - min) * 0.04 || 1;
  return min <= max ? { min: min - air, max: max + air } : { min: 0, max: 1 };
}

function withUnit(name: string, unit: string): string {
  return unit ? `${name} [${unit}]` : name;
}
