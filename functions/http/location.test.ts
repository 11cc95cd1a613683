import { expect, it } from 'vitest';
import { locationOf } from './location.ts';

it('A location is the path of the operation under /api with its parameters filled in', () => {
  expect(locationOf('get-session', { session_id: 'abcdefgh' })).toBe(
    '/api/persistence/sessions/abcdefgh',
  );
  expect(locationOf('get-session', {})).toBe('/api/persistence/sessions/');
});
