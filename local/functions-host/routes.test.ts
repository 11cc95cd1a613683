import { expect, test } from 'vitest';
import { parseRoute } from './routes.ts';

const match = (template: string, path: string) => parseRoute(template).match(path);

test('a literal route matches its path in any case and with a slash at the end', () => {
  expect(match('api/health', '/api/health')).toEqual({});
  expect(match('api/health', '/API/Health/')).toEqual({});
  expect(match('api/health', '/api/health/more')).toBeUndefined();
  expect(match('api/health', '/api')).toBeUndefined();
});

test('a parameter takes one decoded segment, and one that is empty is no match', () => {
  expect(match('api/sessions/{id}', '/api/sessions/a%20b')).toEqual({ id: 'a b' });
  expect(match('api/sessions/{id}', '/api/sessions/')).toBeUndefined();
  expect(match('api/sessions/{id}', '/api/sessions/a/b')).toBeUndefined();
});

test('an optional parameter may be missing or have a default', () => {
  expect(match('api/hello/{name?}', '/api/hello')).toEqual({});
  expect(match('api/hello/{name=you}', '/api/hello')).toEqual({ name: 'you' });
});

test('a catch-all takes the rest of the path, slashes and all', () => {
  expect(match('files/{*path}', '/files/a/b.txt')).toEqual({ path: 'a/b.txt' });
  expect(match('files/{*path}', '/files')).toEqual({});
});

test('constraints refuse what they do not describe', () => {
  expect(match('n/{n:int}', '/n/-12')).toEqual({ n: '-12' });
  expect(match('n/{n:int}', '/n/twelve')).toBeUndefined();
  expect(match('n/{n:int:min(1):max(5)}', '/n/5')).toEqual({ n: '5' });
  expect(match('n/{n:int:min(1):max(5)}', '/n/6')).toBeUndefined();
  expect(match('i/{id:length(2,3)}', '/i/abc')).toEqual({ id: 'abc' });
  expect(match('i/{id:length(2,3)}', '/i/abcd')).toBeUndefined();
  expect(match('g/{id:guid}', '/g/5d2c5d2c-5d2c-5d2c-5d2c-5d2c5d2c5d2c')).toBeDefined();
});

test('a literal goes before a parameter, and a parameter before a catch-all', () => {
  const order = ['api/{*rest}', 'api/{id}', 'api/health'].map(parseRoute);
  order.sort((a, b) => (a.precedence < b.precedence ? -1 : 1));
  expect(order.map((route) => route.match('/api/health'))).toEqual([
    {},
    { id: 'health' },
    { rest: 'health' },
  ]);
});

test('a template that cannot be followed is refused by name', () => {
  expect(() => parseRoute('api/{name}.json')).toThrow('"{name}.json"');
  expect(() => parseRoute('api/{id:magic}')).toThrow('"magic"');
});
