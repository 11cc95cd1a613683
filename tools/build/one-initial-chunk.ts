import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { ROOT } from './root.ts';

/** What `web/main.tsx` puts together. That one itself may not be imported: it starts the page. */
const SHELL = [
  'web/ui/app.tsx',
  'web/workbench/workbench.ts',
  'web/workbench/content/model.ts',
  'web/kernel/index.ts',
];
const IMPORTS = SHELL.map((path) => `import ${JSON.stringify(join(ROOT, path))};`).join('\n');

/**
 * Keeps what the page loads at once in few files. esbuild makes a chunk for every set of entries that
 * share a module; as each part loaded on demand is told to need the whole shell, which is there before
 * it anyway, the shell's modules all have the same set.
 */
export const oneInitialChunk: Plugin = {
  name: 'one-initial-chunk',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^\./ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === 'resolving') return undefined;
      const found = await resolve(path, { kind, resolveDir, importer, pluginData: 'resolving' });
      return { ...found, pluginData: 'on-demand' };
    });
    onLoad({ filter: /\.tsx?$/ }, async ({ path, pluginData }) => {
      if (pluginData !== 'on-demand') return undefined;
      const source = await readFile(path, 'utf8');
      return {
        contents: `${source}\n${IMPORTS}\n`,
        loader: path.endsWith('x') ? 'tsx' : 'ts',
      };
    });
  },
};
