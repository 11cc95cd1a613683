import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { ROOT } from './root.ts';

/** What `web/main.tsx` puts together. That one itself may not be imported: it starts the page. */
const SHELL = [
  'web/ui/app.tsx',
  'web/workbench/workbench.ts',
  'web/workbench/content/model.ts',
  'web/kernel/index.ts',
  'web/adapters/index.ts',
];
/** What is there whenever a session is open: its screen, and the views of its modules. */
const SESSION = [
  'web/ui/session/session-screen.tsx',
  'web/ui/modules/views.ts',
  'web/workbench/ensembles/load-ensemble.ts',
];
/** What is loaded on demand in an open session alone. */
const IN_SESSION = /web\/(ui\/(session|modules|panels|dashboard)|workbench\/ensembles)\//;

const imports = (paths: readonly string[]) =>
  paths.map((path) => `import ${JSON.stringify(join(ROOT, path))};`).join('\n');

/**
 * Keeps what the page loads at once in few files. esbuild makes a chunk for every set of entries that
 * share a module; as each part loaded on demand is told to need the whole shell, which is there before
 * it anyway, the shell's modules all have the same set. The same goes for what only an open session loads.
 * The part itself stays as it is behind a module that says so, since others may import it as well.
 */
export const oneInitialChunk: Plugin = {
  name: 'one-initial-chunk',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^\./ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === 'resolving') return undefined;
      const found = await resolve(path, { kind, resolveDir, importer, pluginData: 'resolving' });
      return found.errors.length > 0 ? found : { path: found.path, namespace: 'on-demand' };
    });
    onLoad({ filter: /.*/, namespace: 'on-demand' }, ({ path }) => {
      const before = [...SHELL, ...(IN_SESSION.test(path) ? SESSION : [])];
      const others = before.filter((one) => join(ROOT, one) !== path);
      const contents = `${imports(others)}\nexport * from ${JSON.stringify(path)};\n`;
      return { contents, loader: 'ts', resolveDir: dirname(path) };
    });
  },
};
