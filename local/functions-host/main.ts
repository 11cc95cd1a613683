/** Process of the functions host: `node main.ts <bundle folder> <port>`; app settings are environment variables. */
import { closeServer, keepConnections, listen } from '../http.ts';
import type { Log } from './core-module.ts';
import { readHostOptions } from './host-json.ts';
import { createHttpTrigger } from './http-trigger.ts';
import { loadApp } from './load-app.ts';
import { startQueueTrigger } from './queue-trigger.ts';
import { startTimerTrigger } from './timer-trigger.ts';

const [folder = 'dist/api', port = '7071'] = process.argv.slice(2);
const settings = process.env;

const log: Log = (functionName, level, message) => {
  if (level === 'trace' || level === 'debug') return;
  const line = `[${functionName}] ${message}`;
  if (level === 'error' || level === 'critical') console.error(line);
  else console.log(line);
};

const options = readHostOptions(folder, settings);
const functions = loadApp(folder, log);
const triggeredBy = (type: string) =>
  functions.filter(
    ({ name, trigger }) =>
      trigger.type === type && settings[`AzureWebJobs.${name}.Disabled`] !== 'true',
  );

const queues = await Promise.all(
  triggeredBy('queueTrigger').map((target) => {
    const name = String(target.trigger.connection ?? 'AzureWebJobsStorage');
    const connectionString = settings[name];
    if (!connectionString) throw new Error(`${target.name}: the app setting ${name} is missing.`);
    return startQueueTrigger(target, options.queues, connectionString, log);
  }),
);
const timers = triggeredBy('timerTrigger').map((target) =>
  startTimerTrigger(target, settings, log),
);
const { routePrefix } = options;
const http = createHttpTrigger(functions, { routePrefix, settings, timers, log });
const server = keepConnections(http);
await listen(server, Number(port));

process.once('SIGTERM', async () => {
  await Promise.all([closeServer(server), ...[...queues, ...timers].map((each) => each.close())]);
  process.exit();
});
