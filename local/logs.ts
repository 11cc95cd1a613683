import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Empties `<folder>/<part>.log` and returns a function that appends a line to it, and prints it if `print`. */
export function openLog(folder: string, part: string, print = false): (line: string) => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${part}.log`);
  writeFileSync(path, '');
  return (line) => {
    appendFileSync(path, `${new Date().toISOString()} ${line}\n`);
    if (print) console.log(line);
  };
}
