import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { ROOT } from './root.ts';

/** Each layer overrides those before it, whatever the specificity of their selectors. */
const LAYERS = ['base', 'components', 'screens'] as const;

function layerOf(path: string): (typeof LAYERS)[number] {
  if (path.startsWith('styles/')) return 'base';
  return path.startsWith('components/') ? 'components' : 'screens';
}

/**
 * Makes `import 'virtual:styles'` one stylesheet of all `web/ui/**\/*.css`, each in the layer of its folder. So a
 * stylesheet can lie beside what it styles and needs no import.
 */
export const styles: Plugin = {
  name: 'styles',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^virtual:styles$/ }, () => ({ path: 'all.css', namespace: 'styles' }));
    onLoad({ filter: /.*/, namespace: 'styles' }, async () => {
      const folder = join(ROOT, 'web/ui');
      const found: string[] = [];
      for await (const path of glob('**/*.css', { cwd: folder })) found.push(path);
      found.sort();
      const imports = found.map((path) => `@import "./${path}" layer(${layerOf(path)});`);
      return {
        contents: [`@layer ${LAYERS.join(', ')};`, ...imports].join('\n'),
        loader: 'css',
        resolveDir: folder,
      };
    });
  },
};
