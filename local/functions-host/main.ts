/** The functions host's own process: `node main.ts <folder of the bundle> <port>`, app settings in the environment. */
import { closeServer, keepConnections, listen } from '../http.ts';
import type { Log } from './core-module.ts';
import { readHostOptions } from './host-json.ts';
import { createHttpTrigger } from './http-trigger.ts';
import { loadApp } from './load-app.ts';
import { startQueueTrigger } from './queue-trigger.ts';

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

const queues = await Promise.all(
  functions
    .filter(({ trigger }) => trigger.type === 'queueTrigger')
    .filter(({ name }) => settings[`AzureWebJobs.${name}.Disabled`] !== 'true')
    .map((target) => {
      const name = String(target.trigger.connection ?? 'AzureWebJobsStorage');
      const connectionString = settings[name];
      if (!connectionString) throw new Error(`${target.name}: the app setting ${name} is missing.`);
      return startQueueTrigger(target, options.queues, connectionString, log);
    }),
);
const { routePrefix } = options;
const server = keepConnections(createHttpTrigger(functions, { routePrefix, settings, log }));
await listen(server, Number(port));

process.once('SIGTERM', async () => {
  await Promise.all([closeServer(server), ...queues.map((queue) => queue.close())]);
  process.exit();
});
