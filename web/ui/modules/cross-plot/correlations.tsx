import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { readoutFormat } from '../../charts/format.ts';
import { EnsembleDot, ReadoutTable } from '../legend-parts.tsx';
import { type Quantity, shareWords } from '../quantity.ts';
import type { Clouds, Point } from './clouds.ts';

/** The point under the pointer, and the data it belongs to; with other data it is outdated. */
export interface Hovered {
  readonly clouds: Clouds;
  readonly point: Point;
  /** Whether the pointer is in the right half of the chart. */
  readonly isRight: boolean;
}

export interface PointReadoutProps {
  clouds: Clouds;
  names: { readonly x: string; readonly y: string; readonly third: string };
  hovered: ReadonlySignal<Hovered | null>;
}

/** The values of the realization under the pointer, shown on the opposite side. */
export function PointReadout({ clouds, names, hovered }: PointReadoutProps) {
  const at = hovered.value?.clouds === clouds ? hovered.value : null;
  if (!at) return <RealizationReadout />;
  const { point, isRight } = at;
  const { ensemble, realization, x, y, axis, third } = point;
  return (
    <RealizationReadout
      {...{ isRight, realization }}
      ensemble={ensemble.name}
      values={[
        [names.x, inWords(clouds.x, x)],
        [names.y, inWords(clouds.ys[axis], y)],
        ...(names.third ? [[names.third, inWords(clouds.thirds, third)] as const] : []),
      ]}
    />
  );
}

function inWords([quantity]: readonly Quantity[] = [], value = Number.NaN): string {
  const text = quantity?.categories?.[Math.round(value)] ?? readoutFormat([value])(value);
  return `${text} ${quantity?.unit ?? ''}`;
}

export interface RealizationReadoutProps {
  isRight?: boolean;
  realization?: number;
  /** Absent: nothing is pointed at. */
  ensemble?: string;
  /** Names and formatted values. */
  values?: readonly (readonly [name: string, value: string])[];
}

/** The values of one realization. */
export function RealizationReadout(props: RealizationReadoutProps) {
  const { isRight, realization, ensemble, values = [] } = props;
  return (
    <div class="readout-float numeric" role="status" data-left={isRight} hidden={!ensemble}>
      {ensemble && (
        <>
          <p>
            Realization {realization} of {ensemble}
          </p>
          <table class="readout-table readout-point">
            {values.map(([name, value]) => (
              <tr key={`${name} ${value}`}>
                <th>{name}</th>
                <td>{value}</td>
              </tr>
            ))}
          </table>
        </>
      )}
    </div>
  );
}

export interface CorrelationsProps {
  clouds: Clouds;
  /** The colour scale, if there is one. */
  children?: ComponentChildren;
}

/** The legend, with each ensemble's correlation. */
export function Correlations({ clouds, children }: CorrelationsProps) {
  return (
    <div class="readout numeric">
      {clouds.list.map(({ ensemble, axis, count, correlation: { pearson } }) => {
        return (
          <span key={ensemble.id} class="readout-entry">
            <EnsembleDot {...ensemble} />
            {axis === 1 && <span class="muted">right axis</span>}
            <span title="Pearson's correlation of the values">r {formatCorrelation(pearson)}</span>
            <span class="muted">n {count}</span>
          </span>
        );
      })}
      {children}
    </div>
  );
}

/** A table with more details of the correlation, with a row for each ensemble. */
export function CorrelationTable({ clouds }: CorrelationsProps) {
  const up = clouds.ys.flat();
  const days = new Set(up.map(({ day }) => day));
  const rows = clouds.list.map(({ ensemble, count, correlation: { pearson, spearman } }) => ({
    key: ensemble.id,
    head: <EnsembleDot {...ensemble} />,
    unit: '',
    cells: [
      ...(days.size > 1 ? [up.find((one) => one.ensemble.id === ensemble.id)?.day ?? ''] : []),
      formatCorrelation(pearson),
      formatCorrelation(spearman),
      shareWords(count, ensemble.data.realizations.length),
    ],
  }));
  const columns = [...(days.size > 1 ? ['on'] : []), ...["Pearson's r", "Spearman's r", 'count']];
  return <ReadoutTable columns={columns} rows={rows} />;
}

/** The correlations as text, for an exported picture. */
export function correlationWords({ list }: Clouds): string {
  return list
    .map(
      ({ ensemble, count, correlation: { pearson } }) =>
        `${ensemble.name}: r ${formatCorrelation(pearson)}, n ${count}`,
    )
    .join('; ');
}

/** Two decimals: "0.83". */
export function formatCorrelation(value: number): string {
  return Number.isNaN(value) ? '\u2013' : value.toFixed(2).replace('-', '\u2212');
}
