import { expect, test } from 'vitest';
import { sessionFileName } from './session-file.ts';

test('A title or description that is too long is refused with its length, and not shortened', () => {
  const long = { title: 't'.repeat(121), description: 'd'.repeat(1001) };
  expect(readSessionFile(sessionFileText(long, content))).toMatchObject({
    ok: false,
    issues: [
      expect.stringContaining('title has 121 characters, and at most 120 fit'),
      expect.stringContaining('description has 1001 characters, and at most 1000 fit'),
    ],
  });
});

test('The name of the file holds nothing that a file system refuses', () => {
  expect(sessionFileName('A/B: "C"\n', '.holdfast')).toBe('A B C.holdfast');
  expect(sessionFileName('///', '.holdfast.json')).toBe('Session.holdfast.json');
});
