/**
 * `npm run build` makes `dist/api` (for the function app), `dist/web` (for the site) and `dist/kernel` (the kernel as a
 * package for other applications). `dist/web-meta.json` has the size of each chunk, for `tools/bundle-size.ts`.
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

/** Builds API, site and package. Throws esbuild's message if a source does not compile. */
export async function build({ outDir = 'dist', minify = true }: BuildOptions = {}): Promise<void> {
  refuseSources(outDir);
  await replaceFolder(join(outDir, 'api'), await buildApi(minify));
  const web = await buildWeb(minify);
  await replaceFolder(join(outDir, 'web'), web.files);
  await replaceFolder(join(outDir, 'kernel'), await buildKernelPackage());
  await writeFile(join(outDir, 'web-meta.json'), JSON.stringify(web.meta, null, 2));
}

/**
 * Protects the sources: the build replaces `web/` in the output folder, which in the project's folder has the sources.
 * @throws if `outDir` (relative to the working directory) is the project's folder.
 */
export function refuseSources(outDir: string): void {
  if (resolve(outDir) !== ROOT) return;
  throw new Error(
    `"${outDir}" is the project itself. Name a folder to build into, such as "dist".`,
  );
}

/** Replaces a folder's contents by these files. */
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
