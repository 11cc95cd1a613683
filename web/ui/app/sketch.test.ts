import { expect, it } from 'vitest';
import { contentFrom } from '../../workbench/testing/contents.ts';
import type { Device } from './ports.ts';
import { rememberedSketches, rememberSketch, sketchOf } from './sketch.tsx';

function deviceWith(texts = new Map<string, string>()): Device {
  return {
    remembered: (key: string) => texts.get(key) ?? null,
    remember: (key: string, text: string) => texts.set(key, text),
  } as unknown as Device;
}

it('shows the cards of the open dashboard in the rows that fit', () => {
  const cells = sketchOf(contentFrom('field-overview'));
  expect(cells.length).toBeGreaterThan(1);
  for (const { x, y, w, h } of cells) {
    expect(x + w).toBeLessThanOrEqual(12);
    expect(y + h).toBeLessThanOrEqual(16);
  }
  expect(sketchOf({ ...contentFrom('empty'), dashboards: [] })).toEqual([]);
});

it('is remembered for the sessions opened last, up to a limit', () => {
  const device = deviceWith();
  const cell = { type: 'note', x: 0, y: 0, w: 4, h: 4 };
  for (let n = 0; n < 40; n++) rememberSketch(device, `s${n}`, [cell]);
  const remembered = rememberedSketches(device);
  expect(remembered.size).toBe(30);
  expect(remembered.get('s39')).toEqual([cell]);
  expect(remembered.has('s9')).toBe(false);
  expect(rememberedSketches(deviceWith(new Map([['sketches', '{']])))).toEqual(new Map());
});
