import type { ReadonlySignal } from '@preact/signals';
import { Fragment } from 'preact';
import {
  type PercentilesCount,
  rankLabel,
  shareBelow,
} from '../../../workbench/statistics/ranks.ts';
import { type Summary, summarize } from '../../../workbench/statistics/summary.ts';
import { readoutFormat } from '../../charts/format.ts';
import { EnsembleDot, ReadoutTable } from '../legend-parts.tsx';
import { type Quantity, shareWords } from '../quantity.ts';
import { type Spreads, wordCounts } from './spreads.ts';

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
export function Legend({ quantities, percentiles, count }: StatisticsProps) {
  const isOne = quantities.length === 1;
  return (
    <div class="readout numeric">
      {quantities.map((quantity) => {
        const { ensemble } = quantity;
        return (
          <Fragment key={ensemble.id}>
            <EnsembleDot {...ensemble} />
            {isOne &&
              oneInWords(quantity, summaryOf(quantity, percentiles, count), percentiles, count)}
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

/** The most important statistics as text, for an exported picture. */
export function statisticsWords({ quantities, percentiles, count }: StatisticsProps) {
  return quantities.map((quantity) => {
    const { ensemble, unit, values, categories } = quantity;
    const summary = summaryOf(quantity, percentiles, count);
    const format = readoutFormat([summary.mean, ...summary.percentiles]);
    const numbers = percentiles.map(
      (rank, i) => `${rankLabel(rank, count)} ${format(summary.percentiles[i])}`,
    );
    const words = categories
      ? wordCounts(values, categories)
      : `mean ${format(summary.mean)}, ${numbers.join(', ')} ${unit}`.trim();
    return `${ensemble.name}: ${words}, n ${summary.count}`;
  });
}

/** The bin that the cursor is at, and the data it belongs to; with other data it is outdated. */
export interface PointedBin {
  readonly spreads: Spreads;
  readonly index: number;
  /** Whether the cursor is in the right half of the chart. */
  readonly isRight: boolean;
}

export interface BinReadoutProps {
  spreads: Spreads;
  pointed: ReadonlySignal<PointedBin | null>;
}

/** The range or the word at the cursor, and how many realizations of each ensemble are in it. */
export function BinReadout({ spreads, pointed }: BinReadoutProps) {
  const at = pointed.value?.spreads === spreads ? pointed.value : null;
  const { categories, list } = spreads;
  const ends = at && binOf(spreads, at.index);
  const unit = list[0]?.quantity.unit ?? '';
  return (
    <div class="readout-float numeric" role="status" data-left={at?.isRight} hidden={!at}>
      {at && ends && (
        <>
          <p>
            {categories?.[at.index] ??
              `${ends.map(readoutFormat(ends)).join(' to ')} ${unit}`.trim()}
          </p>
          <ReadoutTable
            columns={['count']}
            rows={list.map(({ quantity: { ensemble }, counts }) => ({
              key: ensemble.id,
              head: <EnsembleDot {...ensemble} />,
              unit: '',
              cells: [String(counts[at.index] ?? 0)],
            }))}
          />
        </>
      )}
    </div>
  );
}

/** The ends of a bin; equal values have a bin that is widened only to be drawn, so they are returned instead. */
function binOf({ edges, list }: Spreads, index: number): readonly (number | undefined)[] {
  if (edges.length > 2) return [edges[index], edges[index + 1]];
  const values = list.flatMap(({ quantity }) => [...quantity.values]);
  return values.filter((value) => !Number.isNaN(value)).slice(0, 1);
}

/** The numbers behind the picture, with a row for each ensemble. */
export function Statistics({ quantities, percentiles, count }: StatisticsProps) {
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
