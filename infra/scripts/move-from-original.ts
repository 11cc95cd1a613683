/**
 * `node infra/scripts/move-from-original.ts [--apply] [--users FILE]` copies the sessions, snapshots and access
 * logs of the original (database at SOURCE_COSMOS_ENDPOINT) into ours (COSMOS_ENDPOINT). Without `--apply` it
 * reads and converts everything but only counts. It never changes the original. It may be interrupted and run
 * again at any time. FILE is a JSON object that maps the original's user ids to ours, needed if the sign-in
 * gives people other ids; users who are not in it keep their id.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { connectDatabase } from './connect.ts';
import { type Count, moveAll } from './move/move-all.ts';
import { runScript } from './run-script.ts';

await runScript(async () => {
  const { values } = parseArgs({
    options: { apply: { type: 'boolean', default: false }, users: { type: 'string' } },
  });
  const { env } = process;
  const users = values.users ? JSON.parse(readFileSync(values.users, 'utf8')) : {};
  const from = connectDatabase({
    COSMOS_ENDPOINT: env.SOURCE_COSMOS_ENDPOINT,
    COSMOS_KEY: env.SOURCE_COSMOS_KEY,
    COSMOS_DATABASE: env.SOURCE_COSMOS_DATABASE ?? 'persistence',
  });
  const to = connectDatabase(env);
  try {
    if (env.SOURCE_COSMOS_ENDPOINT === env.COSMOS_ENDPOINT && from.database.id === to.database.id) {
      throw new Error('The original and ours are the same database. Nothing was read.');
    }
    const userOf = (id: string) => String(users[id] ?? id);
    const report = await moveAll(from.database, to.database, { apply: values.apply, userOf });
    const verb = values.apply ? 'Moved' : 'Would move';
    const say = (what: string, { moved, present }: Count) =>
      console.log(`${verb} ${moved} ${what}; ${present} already exist.`);
    say('sessions', report.sessions);
    say('snapshots', report.snapshots);
    say('access logs', report.accessLogs);
    for (const { container, id, reason } of report.left) {
      console.error(`Skipped: ${container} ${id}: ${reason}`);
    }
    if (report.left.length > 0) process.exitCode = 1;
  } finally {
    from.close();
    to.close();
  }
});
