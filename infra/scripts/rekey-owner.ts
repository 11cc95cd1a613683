/**
 * `node infra/scripts/rekey-owner.ts OLD NEW [--apply]` transfers everything of the user id OLD to the user id
 * NEW: sessions, snapshots, access logs. Needed after a Static Web App was recreated, because its users get new
 * ids. Without `--apply` it only counts. It may be interrupted and run again at any time.
 * `node infra/scripts/rekey-owner.ts --list` shows which user ids own something, with names if a snapshot
 * has them.
 */
import { parseArgs } from 'node:util';
import type { Database } from '@azure/cosmos';
import { connectDatabase } from './connect.ts';
import { listOwners } from './rekey/list-owners.ts';
import { rekeyOwner } from './rekey/rekey-owner.ts';
import { runScript } from './run-script.ts';

const USAGE = 'Usage: node infra/scripts/rekey-owner.ts OLD NEW [--apply]   or   --list';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    apply: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});
const [from, to] = positionals;

await runScript(async () => {
  if (!values.list && !(from && to && from !== to)) throw new Error(USAGE);
  const { database, close } = connectDatabase(process.env);
  try {
    if (values.list) console.table(await listOwners(database));
    else if (from && to) await rekey(database, from, to);
  } finally {
    close();
  }
});

async function rekey(database: Database, oldId: string, newId: string): Promise<void> {
  const report = await rekeyOwner(database, oldId, newId, values.apply);
  console.log(
    `${values.apply ? 'Moved' : 'Would move'} ${report.sessions} sessions, ${report.snapshots} snapshots and ` +
      `${report.visits} visits of this user; the owner in ${report.mentions} access logs.`,
  );
  for (const id of report.skipped) {
    console.error(
      `Skipped: session ${id} was saved meanwhile or exists twice. Run again, or compare the two.`,
    );
  }
  if (report.skipped.length > 0) process.exitCode = 1;
}
