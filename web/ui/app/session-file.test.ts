import { expect, test } from 'vitest';
import { contentFrom } from '../../workbench/testing/contents.ts';
import { readSessionFile } from './read-session-file.ts';
import { sessionFileName, sessionFileText } from './session-file.ts';

const content = contentFrom('empty');
const metadata = { title: 'Field study', description: 'Two ensembles' };

test('A session that was downloaded opens as it was', () => {
  expect(readSessionFile(sessionFileText(metadata, content))).toEqual({
    ok: true,
    metadata,
    content,
  });
});

test('A file that is damaged, foreign, too new or wrong inside is refused with the reason', () => {
  const text = sessionFileText(metadata, content);
  const changed = (change: (file: { content: Record<string, unknown> }) => void) => {
    const file = JSON.parse(text);
    change(file);
    return readSessionFile(JSON.stringify(file));
  };
  expect(readSessionFile(text.slice(0, -20))).toMatchObject({
    issues: ['The file is not JSON, or it is cut off.'],
  });
  expect(readSessionFile('null')).toMatchObject({
    issues: ['The file is not a Holdfast session.'],
  });
  expect(changed((file) => Object.assign(file.content, { schemaVersion: 999 }))).toMatchObject({
    issues: ['A newer version of Holdfast wrote the file.'],
  });
  const wrong = changed((file) => Object.assign(file.content, { dashboards: 'none' }));
  expect(wrong).toMatchObject({ ok: false });
  expect(wrong.ok ? [] : wrong.issues.join()).toContain('dashboards');
});

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
  expect(sessionFileName('A/B: "C"\n')).toBe('A B C.holdfast.json');
  expect(sessionFileName('///')).toBe('Session.holdfast.json');
});
