/** `npm run bench` runs all benches, `npm run bench -- api kernel` only these; each writes `bench/results/<name>.json`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const BENCHES = ['api', 'kernel', 'charts', 'import', 'load', 'page', 'assets'];

const named = process.argv.slice(2);
const unknown = named.filter((name) => !BENCHES.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join('", "')}". There are: ${BENCHES.join(', ')}.`);
  process.exit(1);
}
for (const name of named.length > 0 ? named : BENCHES) {
  console.log(`\n${name}`);
  const script = join(import.meta.dirname, `${name}.ts`);
  const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
