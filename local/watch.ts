import { watch } from 'node:fs';
import { join } from 'node:path';
import { build } from '../tools/build.ts';
import { ROOT } from './root.ts';
import type { Stack } from './stack.ts';

const SOURCES = ['contract', 'functions', 'web'];
const DEBOUNCE_MS = 150;

/** Builds again when a source changes and restarts the functions. What does not compile changes nothing. */
export function watchSources(stack: Stack): void {
  let timer: NodeJS.Timeout | undefined;
  let building = Promise.resolve();
  const rebuild = async () => {
    try {
      await build();
      await stack.restartFunctions();
      console.log('Built again.');
    } catch (error) {
      console.error(`Not built: ${(error as Error).message}`);
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
