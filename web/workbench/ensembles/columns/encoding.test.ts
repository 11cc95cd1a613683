import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateExample } from '../examples.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { packInside, unpackInside } from './inside.ts';

const decimal = fc
  .tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.nat(3))
  .map(([n, digits]) => n / 10 ** digits);
const value = fc.oneof(decimal, fc.constant(Number.NaN));

/** Turns minus zero into zero. */
const withoutSign = (one: number) => one + 0;

describe('packed numbers', () => {
  it('with few digits are exactly the same after unpacking', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(value), async (values) => {
        const packed = await packInside(values);
        expect(packed.encoding).toBe('scaled');
        expect([...(await unpackInside(packed))]).toEqual(values.map(withoutSign));
      }),
    );
  });

  it('of any kind are bit for bit the same after unpacking', async () => {
    const anything = fc.oneof(value, fc.double({ noDefaultInfinity: true }), fc.float());
    await fc.assert(
      fc.asyncProperty(fc.array(anything), async (values) => {
        const unpacked = await unpackInside(await packInside(values));
        for (const [i, one] of values.entries()) expect(unpacked[i]).toBe(one);
      }),
    );
  });

  it.each([
    ['scaled', [0.25, 1e6, Number.NaN]],
    ['scaled', [1.23456789]],
    ['float32', [Math.fround(0.1), -0, 2 ** 100]],
    ['float64', [Math.PI]],
    ['float64', [1e39, 5e-324, 1.7976931348623157e308]],
    ['float64', [2 ** 53 - 1, 12345678.91]],
  ] as const)('are packed as %s if that is exact: %j', async (encoding, values) => {
    const packed = await packInside(values);
    expect(packed.encoding).toBe(encoding);
    expect([...(await unpackInside(packed))]).toEqual(values);
  });

  it.each([
    [{ encoding: 'scaled', digits: 2, length: 3, data: '07mix/jvA8P//0AEAA==' }, 1.5, -20.25],
    [
      { encoding: 'float32', digits: 0, length: 3, data: 'm5XGMBOInh2obm4AAA==' },
      Math.fround(0.1),
      -2.5,
    ],
  ] as const)('that an earlier build packed can still be read: %j', async (packed, a, b) => {
    expect([...(await unpackInside(packed))]).toEqual([a, Number.NaN, b]);
  });

  it('take a third of the bytes of their text', async () => {
    const data = generateExample({ kind: 'example', example: 'north-flank', seed: 11 });
    const values = data.vectors.get('FOPR')?.values ?? new Float64Array(0);
    const packed = await packInside(values);
    expect(packed.data.length).toBeLessThan(values.join().length / 2.5);
  });

  it('are refused when there are more or fewer numbers than stated', async () => {
    const packed = await packInside([1, 2, 3]);
    await expect(unpackInside({ ...packed, length: 2 })).rejects.toThrow(
      'longer than its stated length',
    );
    await expect(unpackInside({ ...packed, length: 4 })).rejects.toThrow(
      'shorter than its stated length',
    );
  });

  it('are refused when they are damaged', async () => {
    const packed = await packInside(Array.from({ length: 100 }, (_, i) => i * i));
    const cut = { ...packed, data: packed.data.slice(0, 8) };
    await expect(unpackInside(cut)).rejects.toThrow();
    await expect(unpackInside({ ...packed, data: '%' })).rejects.toThrow();
  });

  it('stop unpacking a bomb as soon as it exceeds its stated length', async () => {
    const bomb = await packInside(new Float64Array(300_000));
    expect(bomb.data.length).toBeLessThan(5000);
    await expect(unpackInside({ ...bomb, length: 10 })).rejects.toThrow(
      'longer than its stated length',
    );
  });
});

it('base64 preserves every byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect([...fromBase64(toBase64(bytes))]).toEqual([...bytes]);
    }),
  );
});
