/**
 * The parts of the Azure Functions host that this product needs, in their own process. It runs the deployed bundle
 * (`dist/api`) through the invocation model of `@azure/functions`.
 *
 * Emulated: HTTP triggers (routes, methods, body limit, binary bodies), queue triggers (batches, visibility,
 * dequeue count, poison queue) as configured in `host.json`, and timer triggers. What each leaves out is listed in
 * `functions-host/http-trigger.ts`, `queue-trigger.ts` and `timer-trigger.ts`. No other triggers or bindings.
 *
 * If Azure Functions Core Tools are installed, they can run the same folder, beside a stack whose own host
 * uses another port (`FUNCTIONS_PORT=7072 npm start`):
 * `cp local.settings.sample.json dist/api/local.settings.json && cd dist/api && func start`.
 */
import { freePort } from './free-port.ts';
import { type Part, startPart } from './part.ts';
import { ROOT } from './root.ts';

export interface FunctionsHost extends Part {
  readonly url: string;
}

/**
 * Starts the host and waits until it answers.
 * @param port 0 picks a free one.
 * @param dist folder with `host.json`, `package.json` and the bundle.
 * @param settings the app settings, which become environment variables.
 * Rejects, with the bundle's error, if the bundle cannot be loaded.
 */
export async function startFunctionsHost({
  port,
  dist,
  settings,
  onLine,
}: {
  port: number;
  dist: string;
  settings: Readonly<Record<string, string>>;
  onLine?: (line: string) => void;
}): Promise<FunctionsHost> {
  const hostPort = port || (await freePort());
  const part = await startPart({
    name: 'The functions host',
    command: [`${ROOT}/local/functions-host/main.ts`, dist, String(hostPort)],
    env: settings,
    ports: [hostPort],
    onLine,
  });
  return { ...part, url: `http://127.0.0.1:${hostPort}` };
}
