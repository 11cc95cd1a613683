/**
 * `npm run test:mutation -- web/workbench/content`: changes the code of one folder in every small way, one at a time, and
 * runs the unit tests of that folder against each change. A change that no test notices has "survived": it is listed, and
 * wants a test or that the line goes. Without a folder, all of them, one after the other; this takes an hour or more.
 */
import { spawnSync } from 'node:child_process';
import { ROOT } from '../build/root.ts';

const FOLDERS = ['web/kernel', 'functions/store', 'functions/http', 'web/workbench/content'];

const wanted = process.argv.slice(2);
let failed = false;
for (const folder of wanted.length > 0 ? wanted : FOLDERS) {
  console.log(`\n== ${folder}`);
  const mutate = [`${folder}/**/*.ts`, `!${folder}/**/*.test.ts`, `!${folder}/**/testing/**`];
  const { status } = spawnSync(
    'stryker',
    [
      'run',
      'tools/mutation/stryker.config.mjs',
      '--mutate',
      mutate.join(','),
      '--testFiles',
      `${folder}/**/*.test.ts`,
    ],
    { cwd: ROOT, stdio: 'inherit' },
  );
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
