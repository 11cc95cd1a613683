import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The compiler that BICEP names, else the one on the path, else the one that `az bicep install` put away. */
export function findBicep(): string | undefined {
  const named = process.env.BICEP;
  const candidates = named ? [named] : ['bicep', join(homedir(), '.azure/bin/bicep')];
  return candidates.find((path) => {
    try {
      runBicep(path, ['--version']);
      return true;
    } catch {
      return false;
    }
  });
}

/** Runs the compiler; what it wrote to standard output. What it finds wrong with a file throws nothing. */
export function runBicep(
  path: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): string {
  const { error, stdout } = spawnSync(path, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // A small Linux has no ICU.
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1', ...env },
  });
  if (error) throw error;
  return stdout;
}
