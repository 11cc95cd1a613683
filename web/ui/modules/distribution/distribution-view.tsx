import { useMemo } from 'preact/hooks';
import { percentilesCount } from '../../../workbench/content/select.ts';
import {
  type PercentilesCount,
  rankLabel,
  shareBelow,
} from '../../../workbench/statistics/ranks.ts';
import { summarize } from '../../../workbench/statistics/summary.ts';
import { formatNumber } from '../../charts/format.ts';
import { Check, EnsemblesChoice, Options, ThresholdsCheck } from '../controls/fields.tsx';
import { EnsembleDot, Refusals } from '../legend-parts.tsx';
import { BrushBar, brushOf, rangeOverlay } from '../linking/brush.tsx';
import { useDashboardDate, useLinks } from '../linking/links.ts';
import type { ModuleProps } from '../module.ts';
import { ModuleChart, useOverlay } from '../module-chart.tsx';
import { axisLabel, onOneAxis } from '../on-axes.ts';
import { QuantityPicker } from '../picker/quantity-picker.tsx';
import {
  columnsOfQuantities,
  countWords,
  parameterOf,
  type Quantity,
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
import { describe, spreadsOf, wordCounts } from './spreads.ts';

/** How one number is spread over the realizations of each ensemble. */
export function DistributionView(props: ModuleProps<DistributionSettings>) {
  const { id, settings, change, workbench } = props;
  const { of, between, histogram, box, bins, cumulative = false, density = false } = settings;
  const { thresholds = false } = settings;
  const content = workbench.shared.value;
  const date = useDashboardDate(workbench, id);
  const at = date ?? settings.at;
  const count = percentilesCount(content);
  const listed = shownEnsembles(workbench, settings.ensembles);
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
  const annotations = useAnnotations(workbench, {
    moduleId: id,
    vectors: of === 'vector' ? [name] : [],
    timeAxis: false,
  });
  const spreads = useMemo(() => spreadsOf(quantities, bins, count), [quantities, bins, count]);
  const picture = useMemo(() => {
    const shapes = { histogram, box, cumulative, density, thresholds };
    return pictureOf(name, spreads, shapes, count, annotations);
  }, [name, spreads, histogram, box, cumulative, density, thresholds, count, annotations]);

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
        <DistributionOptions {...props} />
      </div>
      <WhenShown shown={shown} missing={quantities.length === 0 ? lacking(of, name) : null}>
        <ModuleChart
          moduleId={id}
          picture={picture}
          overlay={overlay}
          onRange={(range) => {
            links.brush.value = brushOf({ of, name, at }, quantities, range);
          }}
          summary={describe(name, quantities)}
          annotations={annotations}
          title={axisLabel(name, quantities)}
          legend={quantities.map(({ ensemble }) => ensemble)}
          columns={() => quantityColumns(name, quantities)}
        >
          <BrushBar links={links} workbench={workbench} ensembles={ensembles} />
          <Statistics
            quantities={quantities}
            percentiles={content.settings.percentiles}
            count={count}
          />
          <Refusals reasons={refused} />
        </ModuleChart>
      </WhenShown>
    </>
  );
}

function lacking(of: DistributionSettings['of'], name: string): string {
  return name === ''
    ? `The ensembles shown here have no ${of}.`
    : `No ensemble shown here has a ${of} "${name}".`;
}

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
      <ThresholdsCheck {...props} />
      <hr />
      <EnsemblesChoice {...props} />
    </Options>
  );
}

interface StatisticsProps {
  quantities: readonly Quantity[];
  percentiles: readonly number[];
  count: PercentilesCount;
}

/** The numbers behind the picture, one line for each ensemble. */
function Statistics({ quantities, percentiles, count }: StatisticsProps) {
  const days = new Set(quantities.map(({ day }) => day));
  return (
    <div class="readout-lines numeric">
      {quantities.map((quantity) => (
        <Line
          key={quantity.ensemble.id}
          {...{ quantity, percentiles, count, showDay: days.size > 1 }}
        />
      ))}
    </div>
  );
}

interface LineProps extends Omit<StatisticsProps, 'quantities'> {
  quantity: Quantity;
  /** Whether the ensembles are read on different days. */
  showDay: boolean;
}

function Line({ quantity, percentiles, count, showDay }: LineProps) {
  const { ensemble, values, day, categories } = quantity;
  const summary = useMemo(
    () =>
      summarize(
        values,
        percentiles.map((rank) => shareBelow(rank, count)),
      ),
    [values, percentiles, count],
  );
  return (
    <p class="readout-line">
      <EnsembleDot {...ensemble} />
      {showDay && <span>on {day}</span>}
      {categories ? (
        <span>{wordCounts(values, categories)}</span>
      ) : (
        <>
          <span>mean {formatNumber(summary.mean)}</span>
          <span class="muted">sd {formatNumber(summary.standardDeviation)}</span>
          {percentiles.map((rank, i) => (
            <span key={rank} class="muted">
              {rankLabel(rank, count)} {formatNumber(summary.percentiles[i])}
            </span>
          ))}
          <span class="muted">
            {formatNumber(summary.minimum)} to {formatNumber(summary.maximum)}
          </span>
        </>
      )}
      <span class="muted">{countWords(summary.count, ensemble.data.realizations.length)}</span>
    </p>
  );
}
