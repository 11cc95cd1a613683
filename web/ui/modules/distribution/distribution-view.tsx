import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { percentilesCount } from '../../../workbench/content/select.ts';
import { Check, EnsemblesChoice, Options, ThresholdsCheck } from '../controls/fields.tsx';
import { LineEntry } from '../legend-parts.tsx';
import { BrushBar, brushOf, rangeOverlay } from '../linking/brush.tsx';
import { useDashboardDate, useLinks } from '../linking/links.ts';
import type { ModuleProps } from '../module.ts';
import { ModuleChart, useOverlay } from '../module-chart.tsx';
import { axisLabel, onOneAxis } from '../on-axes.ts';
import { QuantityPicker } from '../picker/picker.tsx';
import {
  absentWords,
  columnsOfQuantities,
  fewerValues,
  parameterOf,
  vectorAt,
} from '../quantity.ts';
import {
  namesOf,
  shownEnsembles,
  useAnnotations,
  useStable,
  withColumns,
} from '../shown-ensembles.ts';
import { quantityColumns } from '../take-away/column.ts';
import { WhenShown } from '../when-shown.tsx';
import { BINS_MAX, BINS_MIN, type DistributionSettings } from './index.ts';
import { pictureOf } from './picture.ts';
import { describe, spreadsOf } from './spreads.ts';
import { BinReadout, Legend, type PointedBin, Statistics, statisticsWords } from './statistics.tsx';

/** Shows how one quantity is distributed over the realizations of each ensemble. */
export function DistributionView(props: ModuleProps<DistributionSettings>) {
  const { id, settings, change, shared, workbench } = props;
  const { of, between, histogram, box, bins, cumulative = false, density = false } = settings;
  const { thresholds = false } = settings;
  const date = useDashboardDate(workbench, id);
  const at = date ?? settings.at;
  const count = percentilesCount(shared);
  const { percentiles } = shared.settings;
  const listed = shownEnsembles(workbench, shared, settings.ensembles);
  const names = namesOf(listed.ensembles, of === 'vector' ? 'vectors' : 'parameters');
  const name = settings.name || (names[0] ?? '');
  const shown = withColumns(workbench, listed, columnsOfQuantities([{ of, name }]));
  const ensembles = useStable(shown.ensembles);

  const { kept: quantities, refused } = useMemo(
    () =>
      onOneAxis(
        name,
        of === 'vector' ? vectorAt(ensembles, name, at, between) : parameterOf(ensembles, name),
      ),
    [of, ensembles, name, at, between],
  );
  const absent = useMemo(() => absentWords(ensembles, [{ of, name }]), [ensembles, of, name]);
  const annotations = useAnnotations(shared, {
    moduleId: id,
    vectors: of === 'vector' ? [name] : [],
    timeAxis: false,
  });
  const spreads = useMemo(
    () => spreadsOf(quantities, bins, count, { cumulative, density }),
    [quantities, bins, count, cumulative, density],
  );
  const picture = useMemo(() => {
    const shapes = { histogram, box, cumulative, density, thresholds };
    return pictureOf(name, spreads, shapes, count, annotations);
  }, [name, spreads, histogram, box, cumulative, density, thresholds, count, annotations]);

  const lines = spreads.categories ? [] : curvesOf(settings);
  const pointed = useSignal<PointedBin | null>(null);
  const links = useLinks(workbench, id);
  const overlay = useOverlay(
    () => rangeOverlay(links.brush.value, { of, name, at }),
    [links, of, name, at],
  );

  return (
    <>
      <div class="controls">
        <QuantityPicker
          label="Quantity"
          quantity={{ of, name, at: settings.at }}
          date={date}
          ensembles={listed.ensembles}
          onChange={(quantity) => change(quantity)}
        />
        {lines.length > 0 && (
          <span class="controls-key small">
            {lines.map(({ line, meaning }) => (
              <LineEntry key={line} line={line}>
                {meaning}
              </LineEntry>
            ))}
          </span>
        )}
        <DistributionOptions {...props} />
      </div>
      <WhenShown shown={shown} missing={quantities.length === 0 ? lacking(of, name) : null}>
        <ModuleChart
          moduleId={id}
          kept={props}
          picture={picture}
          overlay={overlay}
          onCursor={(cursor) => {
            pointed.value = cursor && { spreads, index: cursor.index, isRight: cursor.isRight };
          }}
          readout={() => <BinReadout spreads={spreads} pointed={pointed} />}
          onRange={(range) => {
            links.brush.value = brushOf({ of, name, at }, quantities, range);
          }}
          summary={describe(name, quantities)}
          annotations={annotations}
          title={axisLabel(name, quantities)}
          legend={quantities.map(({ ensemble }) => ensemble)}
          words={[
            ...statisticsWords({ quantities, percentiles, count }),
            ...lines.map(({ line, meaning }) => `${line}: ${meaning}`),
          ]}
          columns={() => quantityColumns(name, quantities)}
          refused={refused}
          counts={[...fewerValues(quantities, ensembles.length > 1), ...absent]}
          notes={<BrushBar links={links} workbench={workbench} />}
          details={<Statistics {...{ quantities, percentiles, count }} />}
        >
          <Legend {...{ quantities, percentiles, count }} />
        </ModuleChart>
      </WhenShown>
    </>
  );
}

/** What the curves mean, and how high a density is. */
function curvesOf({ histogram, density = false, cumulative = false }: DistributionSettings) {
  const scaled = histogram ? 'density, scaled to the bars' : 'density';
  return [
    ...(density ? [{ line: 'dashed' as const, meaning: scaled }] : []),
    ...(cumulative ? [{ line: 'solid' as const, meaning: 'percentile' }] : []),
  ];
}

function lacking(of: DistributionSettings['of'], name: string): string {
  return name === ''
    ? `The ensembles shown here have no ${of}.`
    : `No ensemble shown here has a ${of} "${name}".`;
}

type Props = Pick<ModuleProps<DistributionSettings>, 'settings' | 'change' | 'shared'>;

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
        label="Percentile curve"
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
      <ThresholdsCheck {...props} />
      <hr />
      <EnsemblesChoice {...props} />
    </Options>
  );
}
