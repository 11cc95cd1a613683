import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads a JSON file by its path from the project's folder. The type is the caller's word. */
export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../..', path), 'utf8')) as T;
}
