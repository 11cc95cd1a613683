import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../build/root.ts';

export interface Finding {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
}

/** Lints these files (path and text) with the project's rules, in one run because a process per file is slow. */
export function lintFiles(
  files: ReadonlyMap<string, string>,
  options: readonly string[] = [],
): Finding[] {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-lint-'));
  try {
    for (const own of ['biome.json', ...globSync('tools/lint/*.grit', { cwd: ROOT })])
      cpSync(join(ROOT, own), join(folder, own));
    for (const [file, text] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const { status, stdout, stderr } = spawnSync(
      join(ROOT, 'node_modules/.bin/biome'),
      ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github', ...options],
      { cwd: folder, encoding: 'utf8' },
    );
    const findings = [...stdout.matchAll(/title=([^,]+),file=([^,]+),line=(\d+),/g)].map(
      ([, rule = '', file = '', line]) => ({
        rule,
        file: relative(folder, file),
        line: Number(line),
      }),
    );
    if (status !== 0 && findings.length === 0) throw new Error(stdout + stderr);
    return findings;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
