import { type ComponentChildren, Fragment } from 'preact';
import { differentUnits } from '../../workbench/ensembles/same-unit.ts';
import { cssColor } from '../charts/chart-theme.ts';
import { readoutFormat } from '../charts/format.ts';
import type { ShownEnsemble } from './shown-ensembles.ts';

export interface EnsembleDotProps extends Pick<ShownEnsemble, 'name' | 'color'> {
  /** The dash pattern of its lines; for solid lines a dot is shown. */
  dash?: readonly number[];
}

/** An ensemble's colour and name. */
export function EnsembleDot({ name, color, dash = [] }: EnsembleDotProps) {
  return (
    <span class="ensemble-dot">
      {dash.length === 0 ? (
        <span class="strip-dot" style={{ background: cssColor(color) }} />
      ) : (
        <svg class="ensemble-dash" width="24" height="8" aria-hidden="true">
          <path
            d="M0 4h24"
            stroke-width="3"
            stroke-dasharray={dash.join(' ')}
            style={{ stroke: cssColor(color) }}
          />
        </svg>
      )}
      <span class="truncate">{name}</span>
    </span>
  );
}

export interface LineEntryProps {
  line: 'solid' | 'dashed' | 'shaded' | 'dotted' | 'point';
  children: string;
}

/** What a line style means. */
export function LineEntry({ line, children }: LineEntryProps) {
  return (
    <span class="line-key muted">
      <span class={`line-key-${line}`} />
      {children}
    </span>
  );
}

/**
 * Says where fewer than all realizations count. Always visible, unlike the legend, because it changes what the numbers
 * mean.
 */
export function Fewer({ words }: { words: readonly string[] }) {
  if (words.length === 0) return null;
  return <p class="chart-fewer numeric">{words.join(', ')}</p>;
}

export interface RampKeyProps {
  /** What the colours show. */
  name: string;
  low: number;
  high: number;
}

/** The key of a colour scale. */
export function RampKey({ name, low, high }: RampKeyProps) {
  const format = readoutFormat([low, high]);
  return (
    <span class="ramp-key numeric">
      {name} {format(low)}
      <span class="ramp-key-bar" />
      {format(high)}
    </span>
  );
}

/** The key of a colour scale as text, for an exported picture. */
export function rampWords({ name, low, high }: RampKeyProps): string {
  const format = readoutFormat([low, high]);
  return `colours: ${name} from ${format(low)} (blue) to ${format(high)} (orange)`;
}

/** Warnings about what a chart leaves out and why. */
export function Refusals({ reasons }: { reasons: readonly string[] }) {
  return (
    <>
      {reasons.map((reason) => (
        <p key={reason} class="card-warning">
          {reason}
        </p>
      ))}
    </>
  );
}

export interface ReadoutRow {
  readonly key: string;
  /** The row's heading. */
  readonly head: ComponentChildren;
  readonly unit: string;
  /** Formatted values, one for each column. */
  readonly cells: readonly string[];
}

export interface ReadoutTableProps {
  /** Names of the columns: "mean", "P10 (high)". */
  columns: readonly string[];
  rows: readonly ReadoutRow[];
  /** Text in the corner: "2031-05-01". */
  corner?: string;
  /** Transposed, for a narrow readout: a line for each of `columns`. */
  turned?: boolean;
}

/** A table of numbers. A common unit is shown in the corner; otherwise there is a column of units. */
export function ReadoutTable({ columns, rows, turned = false, ...rest }: ReadoutTableProps) {
  const units = differentUnits(rows.map(({ unit }) => unit));
  const hasUnits = units.length > 1;
  const names = [...(hasUnits ? ['unit'] : []), ...columns];
  const corner = [rest.corner, hasUnits ? '' : units[0]].filter(Boolean).join(' ');
  const cellsOf = ({ unit, cells }: ReadoutRow) => [...(hasUnits ? [unit] : []), ...cells];
  return (
    <table class="readout-table numeric">
      {turned ? (
        <>
          <tr>
            <th>{corner}</th>
            {rows.map(({ key, head }) => (
              <th key={key}>{head}</th>
            ))}
          </tr>
          {names.map((name, i) => (
            <tr key={name}>
              <th class="muted">{name}</th>
              {rows.map((row) => (
                <td key={row.key}>{cellsOf(row)[i]}</td>
              ))}
            </tr>
          ))}
        </>
      ) : (
        <>
          <tr class="muted">
            <th>{corner}</th>
            {names.map((name) => (
              <th key={name}>{stacked(name)}</th>
            ))}
          </tr>
          {rows.map((row) => (
            <tr key={row.key}>
              <th>{row.head}</th>
              {cellsOf(row).map((cell, i) => (
                <td key={names[i]}>{cell}</td>
              ))}
            </tr>
          ))}
        </>
      )}
    </table>
  );
}

/** Puts each word of a column's name on a line of its own: "P10" above "(high)". */
function stacked(name: string): ComponentChildren {
  const [first, ...others] = name.split(' ');
  return (
    <>
      {first}
      {others.map((word) => (
        <Fragment key={word}>
          {' '}
          <br />
          {word}
        </Fragment>
      ))}
    </>
  );
}
