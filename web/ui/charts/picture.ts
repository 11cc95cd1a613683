import type { ChartTheme } from './chart-theme.ts';

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** The visible part of a picture; null for an axis: everything. */
export interface Zoom {
  readonly x: Range | null;
  /** Ranges of the left axis and, if there is one, of the right axis. */
  readonly y: readonly Range[] | null;
}

export const ALL_OF_IT: Zoom = { x: null, y: null };

/** The horizontal axis. `words`: the labels of its values 0, 1, 2, ... */
export interface XAxis {
  readonly kind: 'time' | 'number';
  /** Empty for a time axis. */
  readonly label: string;
  /** The range of all data. */
  readonly full: Range;
  readonly words?: readonly string[];
}

/** The left axis (the first) or the right axis (the second). */
export interface YAxis {
  readonly label: string;
  readonly log?: boolean;
  readonly words?: readonly string[];
  /** Hides the axis, for pictures without values to read on it. */
  readonly hidden?: boolean;
  /** The highest value with a tick. */
  readonly upTo?: number;
  /** Ticks only at whole numbers. */
  readonly counts?: boolean;
  /** The range to show while `view` of the x axis is visible. */
  range(view: Range): Range;
}

/** Everything that a chart shows. Compared by identity. */
export interface Picture {
  readonly x: XAxis;
  /** One or two. */
  readonly y: readonly YAxis[];
  /** X values at which the cursor stops, ascending. */
  readonly stops: ArrayLike<number>;
  /** Drawn in this order, in the plotting area. */
  readonly layers: readonly Layer[];
  /** The value on the first y axis where arrow keys put the cursor at a stop; absent: the middle. */
  heightAt?(stop: number): number | undefined;
}

export type Layer = (painter: Painter) => void;

/** What layers draw with: a canvas, or SVG for a file. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'arc'
  | 'beginPath'
  | 'closePath'
  | 'fill'
  | 'fillRect'
  | 'fillStyle'
  | 'fillText'
  | 'font'
  | 'lineJoin'
  | 'lineTo'
  | 'lineWidth'
  | 'measureText'
  | 'moveTo'
  | 'rect'
  | 'setLineDash'
  | 'stroke'
  | 'strokeRect'
  | 'strokeStyle'
  | 'textAlign'
  | 'textBaseline'
>;

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A pen with the coordinates of values, in pen pixels. `ratio`: pen pixels per CSS pixel. */
export interface Painter {
  readonly pen: Pen;
  readonly theme: ChartTheme;
  readonly ratio: number;
  readonly area: Area;
  /** The visible range of the x axis. */
  readonly view: Range;
  x(value: number): number;
  /** `axis`: 0 for the left one, 1 for the right one. */
  y(value: number, axis?: number): number;
  /** `y` of one axis, for many values. */
  yOf(axis: number): (value: number) => number;
}
