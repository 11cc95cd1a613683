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

/** Parts that are always loaded together. No two parts of a group export the same name. */
export const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  /** Loaded by every page at its start. */
  common: [
    'web/adapters/library.ts',
    'web/adapters/site-mark.ts',
    'web/adapters/site-updates.ts',
    'web/ui/app/page-events.ts',
    'web/ui/app/tell-saved.ts',
    'web/ui/shell/error-screen.tsx',
    'web/ui/shell/menus.tsx',
    'web/ui/shell/status.tsx',
  ],
  /** Loaded with every open session. */
  session: [
    'web/ui/session/session-screen.tsx',
    'web/ui/modules/views.ts',
    'web/workbench/ensembles/load-ensemble.ts',
  ],
};

/** Small parts that the start page shares with sessions and dialogs. */
const SHARED = [
  'web/ui/app/links.ts',
  'web/ui/app/loading.tsx',
  'web/ui/app/session-file.ts',
  'web/ui/app/sketch.tsx',
  'web/ui/components/dialog.tsx',
  'web/ui/components/empty-state.tsx',
  'web/ui/words/explain-problem.ts',
  'web/workbench/content/templates.ts',
  'web/workbench/ensembles/export-csv.ts',
];

/** Parts that are loaded on demand when the session's code is there already, or soon will be. */
const AFTER_SESSION =
  /web\/(ui\/(session|modules|panels|dashboard|dialogs|management)|workbench)\//;

const imports = (paths: readonly string[]) =>
  paths.map((path) => `import ${JSON.stringify(join(ROOT, path))};`).join('\n');

function partsBefore(path: string): readonly string[] {
  const [common = [], session = []] = [TOGETHER.common, TOGETHER.session];
  return [...SHELL, ...common, ...SHARED, ...(AFTER_SESSION.test(path) ? session : [])];
}

/**
 * Keeps the number of files small. esbuild makes a chunk for every set of entries that share a module. This plugin makes
 * each part that is loaded on demand import everything that is loaded before it anyway, so that all those modules have
 * the same set. The import is in a wrapper module, because others may import the part as well. Parts that are always
 * loaded together have one wrapper.
 */
export const fewChunks: Plugin = {
  name: 'few-chunks',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^\./ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === 'resolving') return undefined;
      const found = await resolve(path, { kind, resolveDir, importer, pluginData: 'resolving' });
      if (found.errors.length > 0) return found;
      const group = Object.entries(TOGETHER).find(([, parts]) =>
        parts.some((part) => join(ROOT, part) === found.path),
      );
      return group
        ? { path: group[0], namespace: 'together' }
        : { path: found.path, namespace: 'on-demand' };
    });
    onLoad({ filter: /.*/, namespace: 'on-demand' }, ({ path }) => {
      const others = partsBefore(path).filter((one) => join(ROOT, one) !== path);
      const contents = `${imports(others)}\nexport * from ${JSON.stringify(path)};\n`;
      return { contents, loader: 'ts', resolveDir: dirname(path) };
    });
    onLoad({ filter: /.*/, namespace: 'together' }, ({ path: name }) => {
      const parts = TOGETHER[name] ?? [];
      const exported = parts.map((part) => `export * from ${JSON.stringify(join(ROOT, part))};`);
      const contents = `${imports(partsBefore(parts[0] ?? ''))}\n${exported.join('\n')}\n`;
      return { contents, loader: 'ts', resolveDir: ROOT };
    });
  },
};
