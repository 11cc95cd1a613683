import { expect, test } from 'vitest';
import { createClient } from '../api/client.ts';
import { sessionPath, snapshotPath } from './paths.ts';

test('The paths are those that the client asks for', async () => {
  const asked: string[] = [];
  const call = createClient('', async (input) => {
    asked.push(String(input));
    return new Response();
  });
  const id = 'a/b c';
  await call('get-session', { params: { session_id: id } });
  await call('get-snapshot', { params: { snapshot_id: id } });
  expect(asked).toEqual([sessionPath(id), snapshotPath(id)]);
});
