import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../build/root.ts';

test('Mutation testing of a path that does not exist names the path and an example, and starts nothing', () => {
  const run = join(ROOT, 'tools/mutation/run.ts');
  const args = [run, 'web/workbench/contents'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'There is no file or folder web/workbench/contents in this project. Give paths from its top folder, for example "npm run test:mutation -- web/workbench/content".\n',
  });
});
