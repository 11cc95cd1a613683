/**
 * `npm run build`: makes `dist/api` (what the function app runs), `dist/web` (what the site serves) and
 * `dist/kernel` (the persistence of the page as a package for other applications).
 * `dist/web-meta.json` says which chunk weighs what; `tools/bundle-size.ts` reads it.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApi } from './build/api.ts';
import { buildKernelPackage } from './build/kernel-package.ts';
import { ROOT } from './build/root.ts';
import { buildWeb } from './build/web.ts';

export interface BuildOptions {
  /** Receives `api/`, `web/`, `kernel/` and `web-meta.json`. */
  readonly outDir?: string;
  readonly minify?: boolean;
}

/** Builds both halves of the product, and the package. Throws with esbuild's message when a source does not compile. */
export async function build({ outDir = 'dist', minify = true }: BuildOptions = {}): Promise<void> {
  refuseSources(outDir);
  await replaceFolder(join(outDir, 'api'), await buildApi(minify));
  const web = await buildWeb(minify);
  await replaceFolder(join(outDir, 'web'), web.files);
  await replaceFolder(join(outDir, 'kernel'), await buildKernelPackage());
  await writeFile(join(outDir, 'web-meta.json'), JSON.stringify(web.meta, null, 2));
}

/**
 * `web/` below the folder built into is replaced as a whole: in the project's own folder that would be the sources.
 * @throws where `outDir` (relative to where this runs) is the project's folder.
 */
export function refuseSources(outDir: string): void {
  if (resolve(outDir) !== ROOT) return;
  throw new Error(
    `"${outDir}" is the project itself. Name a folder to build into, such as "dist".`,
  );
}

/** Writes files below a folder and removes what was there before. */
export async function replaceFolder(folder: string, files: ReadonlyMap<string, Uint8Array>) {
  await rm(folder, { recursive: true, force: true });
  for (const [name, bytes] of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist' } } });
  await build({ outDir: values.out });
  console.log(`Built api, web and kernel in ${values.out}.`);
}
