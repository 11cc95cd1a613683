/**
 * `npm start`: builds the product, starts the stack and prints `Ready: http://localhost:4280`.
 * `npm run dev` (`--watch`) rebuilds when a source changes, restarts the functions and reloads open pages. Only a
 * change of `staticwebapp.config.json` requires a restart.
 * `--dist <folder>` runs an earlier build from there and builds nothing.
 * Ctrl-C and SIGTERM stop everything.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../tools/build.ts';
import { checkEnvironment } from './environment.ts';
import { ROOT } from './root.ts';
import { createLiveReload } from './site/live-reload.ts';
import { type Stack, startStack } from './stack.ts';
import { watchSources } from './watch.ts';

const PARENT_POLL_MS = 250;
const STOP_LIMIT_MS = 4_000;

const ports = {
  web: Number(process.env.WEB_PORT ?? 4280),
  functions: Number(process.env.FUNCTIONS_PORT ?? 7071),
  cosmos: Number(process.env.COSMOS_PORT ?? 8081),
  blob: Number(process.env.BLOB_PORT ?? 10_000),
  queue: Number(process.env.QUEUE_PORT ?? 10_001),
  table: Number(process.env.TABLE_PORT ?? 10_002),
};
const dataDir = resolve(ROOT, process.env.DATA_DIR ?? '.local');

const {
  values: { dist, watch },
} = parseArgs({ options: { watch: { type: 'boolean' }, dist: { type: 'string' } } });

let stack: Stack | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop(0));
if (process.env.npm_lifecycle_event) stopWithParent();

try {
  await checkEnvironment(ports, dataDir);
  const liveReload = watch ? createLiveReload() : undefined;
  if (!dist) await build({ minify: !watch });
  stack = await startStack({
    ports,
    dataDir,
    quiet: !watch,
    ...(dist && { dist }),
    ...(liveReload && { liveReload }),
  });
  console.log(`Logs of the parts: ${stack.logDir}`);
  console.log(`Ready: http://localhost:${ports.web}`);
  if (liveReload) watchSources(stack, liveReload);
  fail(await stack.failed);
} catch (error) {
  fail(error as Error);
}

function fail(error: Error) {
  console.error(error.message);
  return stop(1);
}

/** npm runs this in a shell that exits on SIGTERM without forwarding it. */
function stopWithParent() {
  const parent = process.ppid;
  const watching = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watching);
    stop(0);
  }, PARENT_POLL_MS);
}

/** Parts that have not closed in time, or are still starting, end with this process. */
async function stop(code: number) {
  setTimeout(() => process.exit(code), STOP_LIMIT_MS);
  await stack?.close();
  process.exit(code);
}
