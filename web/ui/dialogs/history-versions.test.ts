import { expect, test } from 'vitest';
import type { Session } from '../../../contract/sessions.ts';
import { contentFrom } from '../../workbench/testing/contents.ts';
import { readVersion, UnreadError } from './history-versions.tsx';

const versionOf = (content: object) =>
  ({ metadata: { version: 3 }, content: JSON.stringify(content) }) as Session;

test('A version that this build cannot read throws an error that names it and the reason', () => {
  const content = contentFrom('empty');
  expect(readVersion(versionOf(content)).content).toEqual(content);
  const damaged = () => readVersion(versionOf({ ...content, dashboards: 1 }));
  expect(damaged).toThrow(UnreadError);
  expect(damaged).toThrow(/^Version 3 cannot be read: /);
  const newer = () => readVersion(versionOf({ ...content, schemaVersion: 1e9 }));
  expect(newer).toThrow(UnreadError);
  expect(newer).toThrow('Version 3 was saved by a newer version of Holdfast. Reload the page');
});
