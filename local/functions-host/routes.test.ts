import { expect, test } from 'vitest';
import { parseRoute } from './routes.ts';

const match = (template: string, path: string) => parseRoute(template).match(path);

test('a literal route matches its path in any case and with a trailing slash', () => {
  expect(match('api/health', '/api/health')).toEqual({});
  expect(match('api/health', '/API/Health/')).toEqual({});
  expect(match('api/health', '/api/health/more')).toBeUndefined();
  expect(match('api/health', '/api')).toBeUndefined();
});

test('a parameter matches one decoded segment, but not an empty one', () => {
  expect(match('api/sessions/{id}', '/api/sessions/a%20b')).toEqual({ id: 'a b' });
  expect(match('api/sessions/{id}', '/api/sessions/')).toBeUndefined();
  expect(match('api/sessions/{id}', '/api/sessions/a/b')).toBeUndefined();
});

test('a literal takes precedence over a parameter', () => {
  const order = ['api/{id}', 'api/health'].map(parseRoute);
  order.sort((a, b) => (a.precedence < b.precedence ? -1 : 1));
  expect(order.map((route) => route.match('/api/health'))).toEqual([{}, { id: 'health' }]);
});

test.each(['{name}.json', '{id?}', '{id=1}', '{*rest}', '{id:int}'])(
  'the segment %s is refused with an error that quotes it',
  (segment) => {
    expect(() => parseRoute(`api/${segment}`)).toThrow(`"${segment}"`);
  },
);
