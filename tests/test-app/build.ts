import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { ROOT } from '../../local/root.ts';

const HERE = join(ROOT, 'tests/test-app');

/**
 * Builds the small application that the fault tests use: the kernel, the real adapters and notes as content,
 * with the site's own configuration.
 * @returns the folder, ready to be served.
 */
export async function buildTestApp(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await esbuild.build({
    entryPoints: {
      app: join(HERE, 'app.ts'),
      adapters: join(HERE, 'adapters.ts'),
      journal: join(HERE, 'journal.worker.ts'),
    },
    outdir: folder,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const page = (script: string) =>
    `<!doctype html><title>Notes</title><script type="module" src="/${script}.js"></script>`;
  await writeFile(join(folder, 'index.html'), page('app'));
  await writeFile(join(folder, 'adapters.html'), page('adapters'));
  await copyFile(
    join(ROOT, 'web/staticwebapp.config.json'),
    join(folder, 'staticwebapp.config.json'),
  );
  return folder;
}
