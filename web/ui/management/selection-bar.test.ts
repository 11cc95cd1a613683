import { expect, test } from 'vitest';
import { failureWords } from './selection-bar.tsx';

const failure = (kind: string) => Object.assign(new Error(), { name: 'LibraryError', kind });

test('Items that were saved or restored meanwhile do not hide why the others are not deleted', () => {
  const changed = failure('changed');
  expect(failureWords([changed], 1, 4)).toContain('One was saved or restored');
  expect(failureWords([changed, failure('unavailable')], 3, 4)).toBe(
    '3 of 4 could not be removed. The server did not answer. Check the connection and try again.',
  );
});
