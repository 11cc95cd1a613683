import { expect, it } from 'vitest';
import type { Painter } from '../picture.ts';
import { drawBand, drawLines, type Lines } from './lines.ts';

/** Records what is drawn, with ten pixels per unit of x, and y pointing down as on a screen. */
function record(draw: (painter: Painter) => void, view = { min: 0, max: 100 }): string[] {
  const drawn: string[] = [];
  const step = (name: string) => (x?: number, y?: number) => {
    drawn.push(x === undefined ? name : `${name} ${x} ${y}`);
  };
  const pen = {
    beginPath: step('begin'),
    closePath: step('close'),
    fill: step('fill'),
    lineTo: step('line'),
    moveTo: step('move'),
    setLineDash: () => undefined,
    stroke: step('stroke'),
  };
  draw({
    pen: pen as never,
    theme: { series: ['rgb(1, 2, 3)'] } as never,
    ratio: 1,
    area: { left: 0, top: 0, width: 1000, height: 100 },
    view,
    x: (value) => value * 10,
    y: (value) => -value,
    yOf: () => (value) => -value,
  });
  return drawn;
}

const none = Number.NaN;
const xs = Float64Array.of(0, 10, 20, 30);
const lines: Lines = {
  ...{ xs, rows: [0], step: false, axis: 0, color: 'series-1', width: 1 },
  values: Float64Array.of(1, none, 3, 4),
};

it('draws a line through its own points, however far apart they are', () => {
  expect(record(drawLines(lines))).toEqual([
    'begin',
    'move 0 -1',
    'line 200 -3',
    'line 300 -4',
    'stroke',
  ]);
});

it('holds a value until the next point if it is a step line', () => {
  expect(record(drawLines({ ...lines, step: true }))).toEqual([
    'begin',
    'move 0 -1',
    'line 200 -1',
    'line 200 -3',
    'line 300 -3',
    'line 300 -4',
    'stroke',
  ]);
});

it('starts at the last point before the view and ends at the first one after it', () => {
  const drawn = record(drawLines({ ...lines, values: Float64Array.of(1, none, none, 4) }), {
    min: 12,
    max: 18,
  });
  expect(drawn).toEqual(['begin', 'move 0 -1', 'line 300 -4', 'stroke']);
});

it('fills a band where both edges have values, in steps for step lines', () => {
  const band = {
    ...{ xs, axis: 0, color: 'series-1', alpha: 0.2 },
    low: Float64Array.of(0, 1, none, none),
    high: Float64Array.of(5, 6, 7, 8),
  };
  expect(record(drawBand({ ...band, step: false }))).toEqual([
    'begin',
    'move 0 -5',
    'line 100 -6',
    'line 100 -1',
    'line 0 0',
    'close',
    'fill',
  ]);
  expect(record(drawBand({ ...band, step: true }))).toEqual([
    'begin',
    'move 0 -5',
    'line 100 -5',
    'line 100 -6',
    'line 100 -1',
    'line 100 0',
    'line 0 0',
    'close',
    'fill',
  ]);
});
