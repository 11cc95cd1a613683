import type { EnsembleData } from '../../web/workbench/ensembles/ensemble-data.ts';
import { generateExample } from '../../web/workbench/ensembles/examples.ts';

export const SIZE = { width: 800, height: 400 };

/** 20 years by month of one vector; beyond 100 realizations, slightly scaled copies of the example's. */
export function dataOf(realizations: number): EnsembleData {
  const example = generateExample({ kind: 'example', example: 'north-flank', seed: 11 });
  const vector = example.vectors.get('FOPR');
  if (!vector) throw new Error('the example has no FOPR');
  const { times } = example;
  const values = new Float64Array(realizations * times.length);
  for (let row = 0; row < realizations; row++) {
    const factor = 0.8 + ((row * 0.618) % 1) * 0.4;
    for (let i = 0; i < times.length; i++) {
      const own = vector.values[(row % 100) * times.length + i] ?? 0;
      values[row * times.length + i] = own * factor;
    }
  }
  return {
    realizations: Int32Array.from({ length: realizations }, (_, i) => i),
    times,
    vectors: new Map([['FOPR', { ...vector, values }]]),
    parameters: new Map(),
  };
}

export function newRoom(): HTMLElement {
  const room = document.createElement('div');
  room.style.cssText = `position: relative; width: ${SIZE.width}px; height: ${SIZE.height}px`;
  document.body.append(room);
  return room;
}

/** Reads a pixel, which waits until the canvas is drawn. */
export function readPixel(canvas: HTMLCanvasElement | null): void {
  canvas?.getContext('2d')?.getImageData(0, 0, 1, 1);
}
