import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { ROOT } from './root.ts';

/** Everything else may rely on these, so they come first. */
const FIRST = ['styles/tokens.css', 'styles/base.css', 'styles/vendor.css'];

/**
 * Makes `import 'virtual:styles'` one stylesheet of all `web/ui/**\/*.css`, so that a stylesheet lies
 * beside what it styles and needs no line elsewhere.
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
      const ordered = [
        ...FIRST.filter((path) => found.includes(path)),
        ...found.filter((path) => !FIRST.includes(path)),
      ];
      return {
        contents: ordered.map((path) => `@import "./${path}";`).join('\n'),
        loader: 'css',
        resolveDir: folder,
      };
    });
  },
};
