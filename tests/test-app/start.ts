import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSite } from '../../local/site.ts';
import { freePort } from '../support/free-port.ts';
import { buildTestApp } from './build.ts';

export interface TestApp {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the test application like the product: same emulator, same configuration. */
export async function startTestApp(functionsUrl: string): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-app-'));
  const dist = await buildTestApp(folder);
  const site = await startSite({ port: await freePort(), dist, functionsUrl });
  return {
    url: site.url,
    close: async () => {
      await site.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
