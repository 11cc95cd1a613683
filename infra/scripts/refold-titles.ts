/**
 * `node infra/scripts/refold-titles.ts [--apply]` updates old items to the present rules of search: it rewrites
 * the folded texts that search and sorting compare (`title__lower`, `description__lower`) where they are missing
 * or differ from what the rules now produce. Without `--apply` it only counts. It may be interrupted and run again
 * at any time; items saved while it runs are already up to date and not touched.
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
      const done = values.apply ? 'refolded' : 'would be refolded';
      console.log(`${container}: ${stale} of ${seen} items ${done}.`);
    }
  } finally {
    close();
  }
});
