import { expect, test } from 'vitest';
import { sessionFileName } from './session-file.ts';

test('The name of the file holds nothing that a file system refuses', () => {
  expect(sessionFileName('A/B: "C"\n', '.holdfast')).toBe('A B C.holdfast');
  expect(sessionFileName('///', '.holdfast.json')).toBe('Session.holdfast.json');
});
