import { expect, it } from 'vitest';
import * as field from './fields.ts';

it.each(['2026-01-31', '2024-02-29', '0099-12-31'])('%s is a day', (text) => {
  expect(field.day.safeParse(text).success).toBe(true);
});

it.each(['2026-02-29', '2026-1-31', '2026-01-31T00:00Z', '01/31/2026', 'end', ''])(
  '%j is no day',
  (text) => {
    expect(field.day.safeParse(text).success).toBe(false);
  },
);

it.each(['2026-01-31T08:00:00Z', '2026-01-31T08:00Z', '2026-01-31T23:59:59.123456Z'])(
  '%s is a time',
  (text) => {
    expect(field.time.safeParse(text).success).toBe(true);
  },
);

it.each(['2026-02-29T08:00:00Z', '2026-01-31T08:00:00', '2026-01-31T25:00:00Z', '2026-01-31'])(
  '%j is no time',
  (text) => {
    expect(field.time.safeParse(text).success).toBe(false);
  },
);

it.each([[[1]], [[1, 2, 3]], [['1', '2']], [1]])('%j is not a pair of realizations', (value) => {
  expect(field.pair(field.realization).safeParse(value).success).toBe(false);
});
