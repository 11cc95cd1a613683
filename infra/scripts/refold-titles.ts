/**
 * `node infra/scripts/refold-titles.ts [--apply]` makes old items findable by today's rules of search:
 * it writes what search and order compare (`title__lower`, `description__lower`) anew wherever the rules now
 * say otherwise, and where it was never written.
 * Without `--apply` it only counts. It may be stopped and run again at any moment; what is saved while it
 * runs is folded already and left alone.
 */
import { parseArgs } from 'node:util';
import { connectDatabase } from './connect.ts';
import { refoldTitles } from './refold/refold-titles.ts';
import { runScript } from './run-script.ts';

const { values } = parseArgs({ options: { apply: { type: 'boolean', default: false } } });

await runScript(async () => {
  const { database, close } = connectDatabase(process.env);
  try {
    for (const { container, seen, stale } of await refoldTitles(database, values.apply)) {
      const done = values.apply ? 'folded anew' : 'would be folded anew';
      console.log(`${container}: ${stale} of ${seen} items ${done}.`);
    }
  } finally {
    close();
  }
});
