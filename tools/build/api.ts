import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { ROOT } from './root.ts';
import { version } from './version.ts';

/**
 * One CommonJS bundle with everything in it but `@azure/functions-core`, which the host provides.
 * CommonJS because the host injects that module by way of `require`.
 * The folder is complete: it is what a deployment uploads, and `func start` runs it as it is.
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
    // The storage client would load the second only to list blobs in Arrow's format, which nobody asks for.
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
