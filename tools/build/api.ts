import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { ROOT } from './root.ts';
import { version } from './version.ts';

/**
 * Builds one CommonJS bundle with everything except `@azure/functions-core`, which the host injects through `require`
 * (hence CommonJS). The folder is complete: a deployment uploads it, and `func start` runs it as it is.
 */
export async function buildApi(
  minify: boolean,
  entry = 'functions/main.ts',
): Promise<Map<string, Uint8Array>> {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: { main: entry },
    outdir: '.',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    // The storage client needs apache-arrow only to list blobs in Arrow format, which is not used.
    external: ['@azure/functions-core', 'apache-arrow'],
    sourcemap: 'linked',
    legalComments: 'none',
    logLevel: 'warning',
    minify,
    define: { VERSION: JSON.stringify(version) },
    keepNames: true, // the log names errors by their class
    write: false,
  });
  const files = new Map(
    outputFiles.map((file) => [file.path.slice(ROOT.length + 1), file.contents]),
  );
  files.set('host.json', await readFile(join(ROOT, 'host.json')));
  files.set('package.json', Buffer.from('{ "main": "main.cjs", "dependencies": {} }\n'));
  return files;
}
