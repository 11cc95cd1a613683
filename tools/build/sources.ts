import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './root.ts';

/** Paths of all files below a folder of the project, relative to it; empty if the folder does not exist. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  const base = join(ROOT, folder).length + 1;
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(base).replaceAll('\\', '/'));
}

/** Reads a file of the project. */
export const readSource = (path: string): Promise<Buffer> => readFile(join(ROOT, path));
