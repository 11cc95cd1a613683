import { expect, it } from 'vitest';
import type { Annotation } from '../../../workbench/content/schema.ts';
import type { Painter, Pen } from '../picture.ts';
import { annotationLines, drawAnnotations, freeBox } from './annotations.ts';

const area = { left: 0, top: 0, width: 200, height: 100 };
const name = { left: 60, top: 1, width: 50, height: 15 };
const threshold = (top: number) => ({ left: 0, top, width: 200, height: 2 });

it('moves a name down below the lines that cross it', () => {
  expect(freeBox([name], [threshold(8)], area, 'x')).toEqual({ ...name, top: 11 });
  expect(freeBox([name], [threshold(8), threshold(20)], area, 'x')).toEqual({ ...name, top: 23 });
  expect(freeBox([name], [threshold(50)], area, 'x')).toBe(name);
});

it('moves a name to the left of another one', () => {
  const other = { left: 80, top: 5, width: 60, height: 15 };
  expect(freeBox([{ ...name, left: 100 }], [other], area, 'y')).toEqual({ ...name, left: 29 });
});

it('moves a name to the other side of its line if another line runs through it', () => {
  const other = { left: 63, top: 0, width: 4, height: 100 };
  const left = { ...name, left: 4 };
  expect(freeBox([name, left], [other], area, 'x')).toBe(left);
  // Without room there, past the other line.
  expect(freeBox([name], [other], area, 'x')).toEqual({ ...name, left: 68 });
});

it('leaves a name in place if there is no room', () => {
  expect(freeBox([name], [{ ...area }], area, 'x')).toBe(name);
});

it('names a threshold outside the chart at the edge, without a line, but not a date', () => {
  const names: (readonly [string, number, number])[] = [];
  let strokes = 0;
  const pen = {
    beginPath() {},
    fillRect() {},
    lineTo() {},
    moveTo() {},
    setLineDash() {},
    fillText: (text: string, left: number, top: number) => names.push([text, left, top]),
    measureText: () => ({ width: 46 }),
    stroke: () => {
      strokes += 1;
    },
  };
  const theme = { text: '', muted: '', grid: '', surface: '', accent: '', warning: '' };
  const painter: Painter = {
    pen: pen as unknown as Pen,
    theme: { ...theme, series: [], font: '12px sans-serif' },
    ratio: 1,
    area,
    view: { min: 0, max: 200 },
    x: (value) => value,
    y: (value) => 100 - value,
    yOf: () => (value) => 100 - value,
  };
  const common = { id: 'a', color: 'text', visible: true, charts: 'all' } as const;
  const annotations: readonly Annotation[] = [
    { kind: 'threshold', ...common, name: 'High', vector: 'V', value: 150 },
    { kind: 'threshold', ...common, name: 'Low', vector: 'V', value: -5 },
    { kind: 'threshold', ...common, name: 'Seen', vector: 'V', value: 50 },
    { kind: 'threshold', ...common, name: 'Far', vector: 'W', value: 900 },
    { kind: 'dateMarker', ...common, name: 'Later', date: '2040-01-01' },
  ];
  drawAnnotations(annotationLines(annotations, (vector) => (vector === 'V' ? 0 : 'x')))(painter);
  expect(strokes).toBe(1);
  expect(names).toEqual([
    ['\u2191 High', 149, 4],
    ['Low \u2193', 149, 83],
    ['Seen', 149, 33],
    ['Far \u2192', 149, 54],
  ]);
});
