import { expect, it } from 'vitest';
import { changedFields } from './field.tsx';

it('names only the fields that are not as they were, by value', () => {
  const before = { name: 'Start', charts: ['a'], color: 'red' };
  expect(changedFields(before, { name: 'First oil', charts: ['a'], color: 'red' })).toEqual({
    name: 'First oil',
  });
  expect(changedFields(before, { ...before, charts: ['a', 'b'] })).toEqual({ charts: ['a', 'b'] });
  expect(changedFields(before, { ...before })).toEqual({});
});
