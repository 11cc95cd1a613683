import { Fragment } from 'preact';
import { useMemo } from 'preact/hooks';
import { percentilesCount } from '../../../workbench/content/select.ts';
import {
  type PercentilesCount,
  rankLabel,
  shareBelow,
} from '../../../workbench/statistics/ranks.ts';
import { type Summary, summarize } from '../../../workbench/statistics/summary.ts';
import { readoutFormat } from '../../charts/format.ts';
import { Check, EnsemblesChoice, Options, ThresholdsCheck } from '../controls/fields.tsx';
import { EnsembleDot, ReadoutTable, Refusals } from '../legend-parts.tsx';
import { BrushBar, brushOf, rangeOverlay } from '../linking/brush.tsx';
import { useDashboardDate, useLinks } from '../linking/links.ts';
import type { ModuleProps } from '../module.ts';
import { ModuleChart, useOverlay } from '../module-chart.tsx';
import { axisLabel, onOneAxis } from '../on-axes.ts';
import { QuantityPicker } from '../picker/quantity-picker.tsx';
import {
  columnsOfQuantities,
  parameterOf,
  type Quantity,
  shareWords,
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
  const annotations = useAnnotations(shared, {
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
          kept={props}
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
          notes={
            <>
              <BrushBar links={links} workbench={workbench} ensembles={ensembles} />
              <Refusals reasons={refused} />
            </>
          }
          details={<Statistics {...{ quantities, percentiles, count }} />}
        >
          <Legend {...{ quantities, percentiles, count }} />
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

interface StatisticsProps {
  quantities: readonly Quantity[];
  percentiles: readonly number[];
  count: PercentilesCount;
}

const summaryOf = ({ values }: Quantity, percentiles: readonly number[], count: PercentilesCount) =>
  summarize(
    values,
    percentiles.map((rank) => shareBelow(rank, count)),
  );

/** The legend; for a single ensemble also its percentiles. */
function Legend({ quantities, percentiles, count }: StatisticsProps) {
  const isOne = quantities.length === 1;
  return (
    <div class="readout numeric">
      {quantities.map((quantity) => {
        const { ensemble } = quantity;
        const summary = summaryOf(quantity, percentiles, count);
        const all = ensemble.data.realizations.length;
        return (
          <Fragment key={ensemble.id}>
            <EnsembleDot {...ensemble} />
            {isOne && oneInWords(quantity, summary, percentiles, count)}
            {summary.count < all && (
              <span class="muted">
                {summary.count} of {all}
              </span>
            )}
          </Fragment>
        );
      })}
    </div>
  );
}

function oneInWords(
  { unit, values, categories }: Quantity,
  summary: Summary,
  percentiles: readonly number[],
  count: PercentilesCount,
) {
  if (categories) return <span>{wordCounts(values, categories)}</span>;
  const format = readoutFormat(summary.percentiles);
  return (
    <>
      {percentiles.map((rank, i) => (
        <span key={rank}>
          {rankLabel(rank, count)} {format(summary.percentiles[i])}
        </span>
      ))}
      <span>{unit}</span>
    </>
  );
}

/** The numbers behind the picture, with a row for each ensemble. */
function Statistics({ quantities, percentiles, count }: StatisticsProps) {
  const days = new Set(quantities.map(({ day }) => day));
  const [{ categories } = {}] = quantities;
  if (categories) return <WordCounts quantities={quantities} categories={categories} />;
  const summaries = quantities.map((quantity) => summaryOf(quantity, percentiles, count));
  const names = percentiles.map((rank) => rankLabel(rank, count));
  const columns = [
    ...(days.size > 1 ? ['on'] : []),
    ...['mean', 'std dev', ...names, 'lowest', 'highest', 'count'],
  ];
  const numbers = summaries.map(({ mean, standardDeviation, percentiles: values, ...ends }) => [
    ...[mean, standardDeviation, ...values, ends.minimum, ends.maximum],
  ]);
  const formats = (numbers[0] ?? []).map((_, i) => readoutFormat(numbers.map((row) => row[i])));
  const rows = quantities.map(({ ensemble, unit, day }, i) => ({
    key: ensemble.id,
    head: <EnsembleDot {...ensemble} />,
    unit,
    cells: [
      ...(days.size > 1 ? [day ?? ''] : []),
      ...(numbers[i] ?? []).map((value, column) => formats[column]?.(value) ?? ''),
      shareWords(summaries[i]?.count ?? 0, ensemble.data.realizations.length),
    ],
  }));
  return <ReadoutTable columns={columns} rows={rows} />;
}

interface WordCountsProps {
  quantities: readonly Quantity[];
  categories: readonly string[];
}

function WordCounts({ quantities, categories }: WordCountsProps) {
  const rows = quantities.map(({ ensemble, values }) => {
    const counts = categories.map((_, place) => values.filter((value) => value === place).length);
    const all = counts.reduce((sum, one) => sum + one, 0);
    return {
      key: ensemble.id,
      head: <EnsembleDot {...ensemble} />,
      unit: '',
      cells: [...counts.map(String), shareWords(all, ensemble.data.realizations.length)],
    };
  });
  return <ReadoutTable columns={[...categories, 'count']} rows={rows} />;
}
