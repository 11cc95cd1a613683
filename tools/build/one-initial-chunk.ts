import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { ROOT } from './root.ts';

/** The modules that `web/main.tsx` imports. It must not be imported itself, because it starts the page. */
const SHELL = [
  'web/ui/app.tsx',
  'web/workbench/workbench.ts',
  'web/workbench/content/model.ts',
  'web/kernel/index.ts',
  'web/adapters/index.ts',
];
/** What is always loaded with an open session: its screen, and the views of its modules. */
const SESSION = [
  'web/ui/session/session-screen.tsx',
  'web/ui/modules/views.ts',
  'web/workbench/ensembles/load-ensemble.ts',
];
/** What is loaded on demand only in an open session. */
const IN_SESSION = /web\/(ui\/(session|modules|panels|dashboard)|workbench\/ensembles)\//;

const imports = (paths: readonly string[]) =>
  paths.map((path) => `import ${JSON.stringify(join(ROOT, path))};`).join('\n');

/**
 * Keeps the initially loaded code in few files. esbuild makes a chunk for every set of entries that share a module. This
 * plugin makes each part that is loaded on demand import the whole shell, which is loaded before it anyway, so that all
 * modules of the shell have the same set. It does the same for what only an open session loads. The import is in a
 * wrapper module, because others may import the part as well.
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
