import { expect, it } from 'vitest';
import { placeLink, readAskedPlace } from './links.ts';

it('names a dashboard and a chart of the open session, and can be parsed again', () => {
  const link = placeLink('https://example.org/?session=abc', 'd1', 'm1');
  expect(link).toBe('https://example.org/?session=abc&dashboard=d1&chart=m1');
  expect(readAskedPlace(new URL(link ?? '').search)).toEqual({ dashboardId: 'd1', moduleId: 'm1' });
  expect(readAskedPlace('?snapshot=x&dashboard=d2')).toEqual({ dashboardId: 'd2', moduleId: null });
  expect(readAskedPlace('?session=abc')).toBeNull();
});

it('does not exist while the session has no address', () => {
  expect(placeLink('https://example.org/', 'd1')).toBeNull();
});
