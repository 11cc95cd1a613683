import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from '../tools/build.ts';
import { ROOT } from './root.ts';
import type { LiveReload } from './site/live-reload.ts';
import type { Stack } from './stack.ts';

const SOURCES = ['contract', 'functions', 'web'];
const DEBOUNCE_MS = 150;

/** Rebuilds when a source changes. A failed build changes nothing in the running stack. */
export function watchSources(stack: Stack, liveReload: LiveReload): void {
  let timer: NodeJS.Timeout | undefined;
  let building = Promise.resolve();
  const rebuild = async () => {
    try {
      const before = await apiBundle();
      await build({ minify: false });
      if (!before.equals(await apiBundle())) await stack.restartFunctions();
      liveReload.reload();
      console.log('Rebuilt.');
    } catch (error) {
      console.error(`Build failed: ${(error as Error).message}`);
    }
  };
  for (const folder of SOURCES) {
    watch(join(ROOT, folder), { recursive: true }, (_event, name) => {
      if (name?.includes('.test.')) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        building = building.then(rebuild);
      }, DEBOUNCE_MS);
    });
  }
}

const apiBundle = () => readFile(join(ROOT, 'dist/api/main.cjs'));
