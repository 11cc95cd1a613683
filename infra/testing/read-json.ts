import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Reads a JSON file by its path, absolute or relative to the project. Its type is not checked. */
export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(resolve(import.meta.dirname, '../..', path), 'utf8')) as T;
}
