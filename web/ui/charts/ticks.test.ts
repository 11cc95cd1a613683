import { expect, it } from 'vitest';
import { columnFormat, formatNumber, readoutFormat } from './format.ts';
import { fitted, logTicks, logTickTexts, tickTexts, timeTickTexts } from './ticks.ts';

const texts = (from: number, step: number, count = 4) =>
  tickTexts(
    Array.from({ length: count }, (_, i) => from + i * step),
    step,
  );

it('gives ticks distinct texts, in one unit and with the same decimals', () => {
  expect(texts(12_345_000, 2000)).toEqual(['12.345M', '12.347M', '12.349M', '12.351M']);
  expect(texts(0, 5_000_000)).toEqual(['0', '5M', '10M', '15M']);
  expect(texts(0, 0.25)).toEqual(['0', '0.25', '0.50', '0.75']);
  expect(texts(800, 100)).toEqual(['0.8k', '0.9k', '1.0k', '1.1k']);
  expect(texts(-0.0002, 0.0001)).toEqual(['-2.00e-4', '-1.00e-4', '0', '1.00e-4']);
});

it('shortens numbers with the same letters on axes, on logarithmic axes and in readouts', () => {
  for (const [value, letter] of [
    [5e6, 'M'],
    [5e9, 'G'],
    [5e12, 'T'],
  ] as const) {
    expect(texts(0, value, 2)).toEqual(['0', `5${letter}`]);
    expect(logTickTexts([value])).toEqual([`5${letter}`]);
    expect(readoutFormat([value])(value)).toBe(`5${letter}`);
  }
  expect(logTickTexts([0.0005, 0.5, 500, 20_000, null])).toEqual(['5e-4', '0.5', '500', '20k', '']);
});

it('labels years, months, days or hours, with the year or day below the first tick and where it changes', () => {
  const times = (...dates: string[]) => dates.map((date) => Date.parse(date) / 1000);
  const year = 366 * 86_400;
  expect(timeTickTexts(times('2030-01-01', '2032-01-01'), year)).toEqual(['2030', '2032']);
  expect(timeTickTexts(times('2030-11-01', '2030-12-01', '2031-01-01'), 30 * 86_400)).toEqual([
    'Nov\n2030',
    'Dec',
    'Jan\n2031',
  ]);
  expect(timeTickTexts(times('2030-12-31', '2031-01-01'), 86_400)).toEqual([
    '31 Dec\n2030',
    '1 Jan\n2031',
  ]);
  expect(timeTickTexts(times('2030-12-31T06:00Z', '2030-12-31T12:00Z'), 3600)).toEqual([
    '06:00\n31 Dec 2030',
    '12:00',
  ]);
});

it('formats four significant digits, and all numbers of a column with the same decimals', () => {
  expect([1234.5, 0.123456, 12_345_678, 0.00012345, Number.NaN].map(formatNumber)).toEqual([
    '1,235',
    '0.1235',
    '12,350,000',
    '1.235e-4',
    '\u2013',
  ]);
  const values = Float64Array.of(0.5, 12.3456, Number.NaN);
  expect([...values].map(columnFormat(values))).toEqual(['0.50', '12.35', '\u2013']);
  const whole = Float64Array.of(5, 123_456);
  expect([...whole].map(columnFormat(whole))).toEqual(['5', '123,456']);
});

it('has round ticks on a logarithmic axis, fewer over many powers of ten', () => {
  expect(logTicks(226, 12_000)).toEqual([500, 1000, 2000, 5000, 10_000]);
  expect(logTicks(0.03, 0.6)).toEqual([0.05, 0.1, 0.2, 0.5]);
  expect(logTicks(0.5, 20_000)).toEqual([1, 10, 100, 1000, 10_000]);
});

it('shortens the name of an axis before its unit and its day', () => {
  const room = (letters: number) => (text: string) => text.length <= letters;
  const label = 'WOPR:A-1 [Sm3/d] on 2044-12-01';
  expect([30, 29, 24, 20, 5, 2].map((letters) => fitted(label, room(letters)))).toEqual([
    label,
    'WOPR:A\u2026 [Sm3/d] on 2044-12-01',
    'WOPR:A-1 [Sm3/d]',
    'WOPR:A-1 [Sm3/d]',
    'WOPR\u2026',
    '',
  ]);
});
