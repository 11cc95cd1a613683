import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import { ROOT } from './root.ts';

const run = promisify(execFile);

/** The package's entry points: name and file. */
const ENTRIES = {
  '.': 'web/kernel/index',
  './adapters': 'web/adapters/index',
  './journal': 'web/adapters/journal/index',
} as const;

/** Folders whose types the entry points use. */
const TYPED = ['web/kernel', 'web/adapters', 'contract'];

/**
 * Packages the kernel and its adapters for other applications. The package has no dependencies: it includes the few
 * kilobytes of zod that validate the server's responses.
 */
export async function buildKernelPackage(): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const { outputFiles } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: Object.values(ENTRIES).map((path) => `${path}.ts`),
    outbase: '.',
    outdir: 'dist/kernel',
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    target: 'es2024',
    write: false,
  });
  const below = join(ROOT, 'dist/kernel/');
  for (const { path, contents } of outputFiles) files.set(path.slice(below.length), contents);
  for (const [path, text] of await declarations()) files.set(path, new TextEncoder().encode(text));
  files.set('package.json', new TextEncoder().encode(await manifest()));
  files.set('LICENSE', await readFile(join(ROOT, 'LICENSE')));
  files.set('README.md', new TextEncoder().encode(await readme()));
  return files;
}

async function declarations(): Promise<Map<string, string>> {
  await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-b', 'web'], {
    cwd: ROOT,
  });
  const found = new Map<string, string>();
  for (const folder of TYPED) {
    const names = await readdir(join(ROOT, '.tsc', folder), { recursive: true });
    for (const name of names.filter(isDeclaration)) {
      const text = await readFile(join(ROOT, '.tsc', folder, name), 'utf8');
      // The declarations must not import `.ts` files, because the package has no sources.
      found.set(`${folder}/${name}`, text.replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'"));
    }
  }
  return found;
}

function isDeclaration(name: string): boolean {
  return name.endsWith('.d.ts') && !name.endsWith('.test.d.ts') && !name.startsWith('testing');
}

/** docs/kernel.md without links to other pages. */
async function readme(): Promise<string> {
  const page = await readFile(join(ROOT, 'docs/kernel.md'), 'utf8');
  return page.replaceAll(/\[([^\]]+)\]\([\w-]+\.md\)/g, '$1');
}

async function manifest(): Promise<string> {
  const { version, license } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const entry = (path: string) => ({ types: `./${path}.d.ts`, default: `./${path}.js` });
  const own = {
    name: 'holdfast-kernel',
    version,
    description: 'Keeps the work of a web application: autosave, recovery, conflicts.',
    license,
    type: 'module',
    sideEffects: false,
    exports: Object.fromEntries(Object.entries(ENTRIES).map(([as, path]) => [as, entry(path)])),
  };
  return `${JSON.stringify(own, null, 2)}\n`;
}
