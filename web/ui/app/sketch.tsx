import type { SessionContent } from '../../workbench/content/schema.ts';
import { activeDashboard } from '../../workbench/content/select.ts';
import type { Device } from './ports.ts';

/** Position and type of a card in the first rows of a dashboard, for the small sketch beside a title. */
export interface SketchCell {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The grid's columns, and the number of rows that a sketch shows. */
const COLUMNS = 12;
const ROWS = 16;

/** The sketch of a content's open dashboard. */
export function sketchOf(content: SessionContent): readonly SketchCell[] {
  return (activeDashboard(content)?.modules ?? [])
    .filter(({ layout }) => layout.y < ROWS)
    .map(({ type, layout: { x, y, w, h } }) => ({ type, x, y, w, h: Math.min(h, ROWS - y) }));
}

/** Key under which this device remembers sketches, the latest last. */
const KEY = 'sketches';
const REMEMBERED_MAX = 30;

/** Remembers the sketch of a session or snapshot for the start page on this device. */
export function rememberSketch(device: Device, id: string, sketch: readonly SketchCell[]): void {
  const all = rememberedSketches(device);
  all.delete(id);
  all.set(id, sketch);
  device.remember(KEY, JSON.stringify([...all].slice(-REMEMBERED_MAX)));
}

/** Sketches by the id of their session or snapshot; empty if they cannot be read. */
export function rememberedSketches(device: Device): Map<string, readonly SketchCell[]> {
  try {
    return new Map(JSON.parse(device.remembered(KEY) ?? '[]'));
  } catch {
    return new Map();
  }
}

/** SVG path of each card type in a box of 1 by 1. */
const GLYPHS: Readonly<Record<string, string>> = {
  'time-series': 'M.1 .8 .35 .45 .6 .6 .9 .2',
  'cross-plot': 'M.2 .7h.01M.35 .5h.01M.55 .55h.01M.6 .3h.01M.8 .25h.01',
  distribution: 'M.2 .85V.6M.4 .85V.3M.6 .85V.2M.8 .85V.55',
  correlation: 'M.15 .25H.85M.15 .5H.65M.15 .75H.4',
  table: 'M.1 .3H.9M.1 .55H.9M.1 .8H.9',
  note: 'M.15 .3H.8M.15 .5H.6',
};

/** A dashboard's outline; an empty frame if it is not known. Decoration, so hidden from screen readers. */
export function Sketch({ cells = [] }: { cells?: readonly SketchCell[] | undefined }) {
  return (
    <svg class="sketch" viewBox={`0 0 ${COLUMNS * 2} ${ROWS}`} aria-hidden="true">
      {cells.map(({ type, x, y, w, h }) => (
        <g key={`${x} ${y}`} transform={`translate(${x * 2 + 0.3} ${y + 0.3})`}>
          <rect width={w * 2 - 0.6} height={h - 0.6} rx={0.5} />
          <path
            d={GLYPHS[type] ?? ''}
            transform={`scale(${w * 2 - 0.6} ${h - 0.6})`}
            vector-effect="non-scaling-stroke"
          />
        </g>
      ))}
    </svg>
  );
}
