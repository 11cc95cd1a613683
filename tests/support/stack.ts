/**
 * Global set-up of the projects `api`, `faults` and `browser`: builds into a temporary folder, unless `npm test`
 * has built already (BUILT_DIST), and starts one stack on free ports for all of them.
 * Tests access it with `inject('stack')`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startStack } from '../../local/stack.ts';
import { build } from '../../tools/build.ts';

export interface ProvidedStack {
  /** The site, as browsers see it. */
  readonly url: string;
  /** The functions host without the site in front: callers send their own principal header. */
  readonly functionsUrl: string;
  readonly cosmos: { readonly url: string; readonly key: string };
  /** Connection string of the storage account. */
  readonly storage: string;
  /** The build that the stack runs, `api/` and `web/`, for tests that start their own host or stack. */
  readonly dist: string;
  readonly logDir: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    stack: ProvidedStack;
  }
}

/** The one stack of this process, and how many projects use it. */
const shared = globalThis as typeof globalThis & {
  testStack?: { users: number; running: Promise<Running> };
};

interface Running {
  readonly provided: ProvidedStack;
  close(): Promise<void>;
}

/** Vitest calls this once per project, and the returned function at the end. Projects of one run share the stack. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  shared.testStack ??= { users: 0, running: start() };
  const stack = shared.testStack;
  stack.users += 1;
  const { provided, close } = await stack.running;
  provide('stack', provided);
  return async () => {
    stack.users -= 1;
    if (stack.users > 0) return;
    delete shared.testStack;
    await close();
  };
}

async function start(): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-test-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const dist = process.env.BUILT_DIST || join(folder, 'dist');
    if (!process.env.BUILT_DIST) await build({ outDir: dist });
    const stack = await startStack({ dist, dataDir: join(folder, 'data'), quiet: true });
    const { url, functionsUrl, storage, logDir } = stack;
    const cosmos = { url: stack.cosmos.url, key: stack.cosmos.key };
    return {
      provided: { url, functionsUrl, cosmos, storage, dist, logDir },
      close: async () => {
        await stack.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
