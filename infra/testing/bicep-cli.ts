import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The compiler in BICEP, otherwise on the path, otherwise from `az bicep install`. */
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

/** Runs the compiler and returns its standard output. Throws only if it cannot be started. */
export function runBicep(
  path: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): string {
  const { error, stdout } = spawnSync(path, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // Minimal Linux images have no ICU.
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1', ...env },
  });
  if (error) throw error;
  return stdout;
}
