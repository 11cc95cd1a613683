import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from './base64.ts';
import { generateExample } from './examples.ts';
import { packNumbers, unpackNumbers } from './packed-numbers.ts';

const decimal = fc
  .tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.nat(3))
  .map(([n, digits]) => n / 10 ** digits);
const value = fc.oneof(decimal, fc.constant(Number.NaN));

/** Minus zero as zero: nobody needs the difference. */
const withoutSign = (one: number) => one + 0;

describe('packed numbers', () => {
  it('are exactly the same again where they have few digits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(value), async (values) => {
        const packed = await packNumbers(values);
        expect(packed.encoding).toBe('scaled');
        expect([...(await unpackNumbers(packed))]).toEqual(values.map(withoutSign));
      }),
    );
  });

  it('keep 7 significant digits of any other number', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.float({ noDefaultInfinity: true })), async (values) => {
        const unpacked = await unpackNumbers(await packNumbers(values));
        expect(Array.from(unpacked, withoutSign)).toEqual(values.map(withoutSign));
      }),
    );
    const [pi] = await unpackNumbers(await packNumbers([Math.PI, 1e20]));
    expect(pi).toBeCloseTo(Math.PI, 6);
  });

  it('take a third of the bytes of their text', async () => {
    const data = generateExample({ kind: 'example', example: 'north-flank', seed: 11 });
    const values = data.vectors.get('FOPR')?.values ?? new Float64Array(0);
    const packed = await packNumbers(values);
    expect(packed.data.length).toBeLessThan(values.join().length / 2.5);
  });

  it('are refused when they hold more or fewer numbers than they say', async () => {
    const packed = await packNumbers([1, 2, 3]);
    await expect(unpackNumbers({ ...packed, length: 2 })).rejects.toThrow('longer than it says');
    await expect(unpackNumbers({ ...packed, length: 4 })).rejects.toThrow('shorter than it says');
  });

  it('are refused when they are damaged', async () => {
    const packed = await packNumbers(Array.from({ length: 100 }, (_, i) => i * i));
    const cut = { ...packed, data: packed.data.slice(0, 8) };
    await expect(unpackNumbers(cut)).rejects.toThrow();
    await expect(unpackNumbers({ ...packed, data: '%' })).rejects.toThrow();
  });

  it('stop unpacking a bomb as soon as it is longer than it says', async () => {
    const bomb = await packNumbers(new Float64Array(300_000));
    expect(bomb.data.length).toBeLessThan(5000);
    await expect(unpackNumbers({ ...bomb, length: 10 })).rejects.toThrow('longer than it says');
  });
});

it('base64 gives every byte back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect([...fromBase64(toBase64(bytes))]).toEqual([...bytes]);
    }),
  );
});
