import { expect, test } from 'vitest';
import {
  bytes,
  bytesOf,
  counted,
  day,
  expiredSince,
  setDates,
  shortDateTime,
  timesApart,
} from './format.ts';

test('A time of today or yesterday is called that, an older one has its date', () => {
  const noon = new Date(2026, 10, 22, 12, 3);
  expect(shortDateTime(noon, noon)).toBe('today 12:03');
  expect(shortDateTime(new Date(2026, 10, 21, 23, 59), noon)).toBe('yesterday 23:59');
  expect(shortDateTime(new Date(2026, 9, 1, 8, 0), noon)).toBe('1 Oct 2026, 08:00');
  expect(day(noon)).toBe('22 Nov 2026');
});

test('Times to be compared include seconds if they would otherwise read the same', () => {
  const now = new Date(2026, 10, 22, 12, 10);
  const at = (minute: number, second: number) =>
    new Date(2026, 10, 22, 12, minute, second).getTime();
  expect(timesApart([at(3, 1), at(2, 59)], now)).toEqual(['today 12:03', 'today 12:02']);
  expect(timesApart([at(3, 9), at(3, 1)], now)).toEqual(['today 12:03:09', 'today 12:03:01']);
});

test('Dates are formatted for the locale, or as ISO if the person chose that', () => {
  const noon = new Date(2026, 10, 2, 12, 3);
  setDates({ locale: 'en-US' });
  expect(day(noon)).toBe('Nov 2, 2026');
  setDates({ locale: 'de' });
  expect(day(noon)).toBe('2. Nov. 2026');
  setDates({ style: 'iso' });
  expect(day(noon)).toBe('2026-11-02');
  expect(shortDateTime(noon, new Date(2027, 0, 1))).toBe('2026-11-02, 12:03');
  setDates({ style: 'locale', locale: 'en-GB' });
});

test('What has expired goes by the clock of the server, whatever that of the device says', () => {
  const HOUR = 3_600_000;
  const end = '2026-11-22T12:00:00.000Z';
  const at = Date.parse(end);
  setDates({ now: () => at + HOUR, serverNow: () => at - 1 });
  expect(expiredSince(end)).toBeNull();
  setDates({ now: () => at - HOUR, serverNow: () => at });
  expect(expiredSince(end)).toBe(shortDateTime(end));
  expect(expiredSince(undefined)).toBeNull();
  setDates({ now: Date.now, serverNow: Date.now });
});

test('Sizes and counts read as a person would write them', () => {
  expect(bytes(640)).toBe('640 bytes');
  expect(bytes(14_200)).toBe('14 KB');
  expect(bytes(999_600)).toBe('1.0 MB');
  expect(bytesOf(1_740_000, 1_900_000)).toEqual(['1.7 MB', '1.9 MB']);
  expect(bytesOf(8_400_001, 8_388_608)).toEqual(['8,400,001 bytes', '8,388,608 bytes']);
  expect(bytesOf(1_900_000, 1_900_000)).toEqual(['1.9 MB', '1.9 MB']);
  expect(counted(1, 'module')).toBe('1 module');
  expect(counted(0, 'copy', 'copies')).toBe('0 copies');
});
