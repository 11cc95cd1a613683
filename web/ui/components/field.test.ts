import { expect, it } from 'vitest';
import { changedFields } from './field.tsx';

it('returns only the fields whose values changed', () => {
  const before = { name: 'Start', charts: ['a'], color: 'red' };
  expect(changedFields(before, { name: 'First oil', charts: ['a'], color: 'red' })).toEqual({
    name: 'First oil',
  });
  expect(changedFields(before, { ...before, charts: ['a', 'b'] })).toEqual({ charts: ['a', 'b'] });
  expect(changedFields(before, { ...before })).toEqual({});
});
