/** `npm run housekeeping`: runs the housekeeping function once in the running local stack. */
import { join } from 'node:path';

const port = process.env.FUNCTIONS_PORT ?? '7071';
const log = join(process.env.DATA_DIR ?? '.local', 'logs/functions.log');

try {
  const answer = await fetch(`http://127.0.0.1:${port}/admin/functions/housekeeping`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (answer.status === 202) {
    console.log(`Done. For details see ${log}.`);
  } else {
    console.error(`It failed (${answer.status}): see ${log}.`);
    process.exitCode = 1;
  }
} catch {
  console.error(`No local stack answers on port ${port}. Start it first: npm start`);
  process.exitCode = 1;
}
