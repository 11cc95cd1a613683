/**
 * Azure Static Web Apps: the emulator of `@azure/static-web-apps-cli` serves `dist/web` with the routes, roles and
 * headers of `staticwebapp.config.json` and forwards `/api` with the principal header. A small server in front of
 * it adds the sign-in page, keeps files that never change in memory, and listens on the stack's port.
 *
 * Not emulated: limits (45 s and 30 MB per request), real identities.
 */
import { createRequire } from 'node:module';
import { freePort } from './free-port.ts';
import { closeServer, keepConnections, listen } from './http.ts';
import { keepRunning } from './keep-running.ts';
import { startPart } from './part.ts';
import { createFront } from './site/front.ts';
import type { LiveReload } from './site/live-reload.ts';

const PLAIN_ENVIRONMENT = new URL('site/plain-environment.ts', import.meta.url).href;

export interface Site {
  readonly url: string;
  readonly failed: Promise<Error>;
  close(): Promise<void>;
}

/**
 * Starts the site and waits until it answers.
 * @param dist the built site, with its `staticwebapp.config.json`.
 * @param functionsUrl address of the functions host.
 */
export async function startSite({
  port,
  dist,
  functionsUrl,
  liveReload,
  onLine,
  say = console.error,
}: {
  port: number;
  dist: string;
  functionsUrl: string;
  liveReload?: LiveReload | undefined;
  onLine?: (line: string) => void;
  /** Called with a message when the emulator has died and is restarted. */
  say?: (line: string) => void;
}): Promise<Site> {
  const emulatorPort = await freePort();
  const start = () =>
    startPart({
      name: 'The Static Web Apps emulator',
      // Its command line would start this module through a shell, and the module would outlive the shell.
      command: [
        ...['--import', PLAIN_ENVIRONMENT],
        createRequire(import.meta.url).resolve('@azure/static-web-apps-cli/dist/msha/server.js'),
      ],
      env: {
        SWA_CLI_HOST: '127.0.0.1',
        SWA_CLI_PORT: String(emulatorPort),
        SWA_CLI_APP_SSL: 'false',
        SWA_CLI_APP_LOCATION: dist,
        SWA_CLI_OUTPUT_LOCATION: dist,
        SWA_RUNTIME_CONFIG_LOCATION: dist,
        SWA_CLI_API_LOCATION: functionsUrl,
        SWA_CLI_DEBUG: 'log',
      },
      ports: [emulatorPort],
      onLine,
    });
  const emulator = await keepRunning(start, say);
  const front = keepConnections(createFront(emulatorPort, liveReload));
  try {
    await listen(front, port);
  } catch (error) {
    await emulator.close();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${port}`,
    failed: emulator.failed,
    close: async () => {
      await Promise.all([closeServer(front), emulator.close()]);
    },
  };
}
