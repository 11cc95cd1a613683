import type { ChartTheme } from './chart-theme.ts';

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** The part of a picture that is looked at; null along an axis: all of it. */
export interface Zoom {
  readonly x: Range | null;
  /** Of the axis at the left, and of the one at the right where there is one. */
  readonly y: readonly Range[] | null;
}

export const ALL_OF_IT: Zoom = { x: null, y: null };

/** The axis below. `words`: its places are 0, 1, 2, ... */
export interface XAxis {
  readonly kind: 'time' | 'number';
  /** Empty for time, which needs none. */
  readonly label: string;
  /** All of it. */
  readonly full: Range;
  readonly words?: readonly string[];
}

/** An axis at the left (the first) or at the right (the second). */
export interface YAxis {
  readonly label: string;
  readonly log?: boolean;
  readonly words?: readonly string[];
  /** The title alone is not enough where nothing is to be read off. */
  readonly hidden?: boolean;
  /** Highest value that has a tick. */
  readonly upTo?: number;
  /** Whole numbers only. */
  readonly counts?: boolean;
  /** What it shows while `view` of the x axis is in view. */
  range(view: Range): Range;
}

/** All that a chart shows. The same object means the same picture. */
export interface Picture {
  readonly x: XAxis;
  /** One or two. */
  readonly y: readonly YAxis[];
  /** Where the cursor stops, ascending. */
  readonly stops: ArrayLike<number>;
  /** Drawn one over the other, in the plotting area. */
  readonly layers: readonly Layer[];
  /** Where on the first y axis the arrow keys put the cursor at a stop; its middle without. */
  heightAt?(stop: number): number | undefined;
}

export type Layer = (painter: Painter) => void;

/** What layers draw with: a canvas on screen, or SVG in a file. */
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

/** A pen and where values lie under it, in the pen's own pixels: `ratio` of them are one of CSS. */
export interface Painter {
  readonly pen: Pen;
  readonly theme: ChartTheme;
  readonly ratio: number;
  readonly area: Area;
  /** The part of the x axis that is in view. */
  readonly view: Range;
  x(value: number): number;
  /** `axis`: 0 at the left, 1 at the right. */
  y(value: number, axis?: number): number;
}
