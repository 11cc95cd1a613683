import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A separate disk that a test can fill without affecting anything else. */
export interface SmallDisk {
  readonly path: string;
  /** Fills the disk completely. */
  fill(): void;
  /** Frees everything that `fill` took. */
  free(): void;
  remove(): void;
}

const FILLER = 'filler-';

/** A tmpfs of `megabytes`; null if this process may not mount one (it needs Linux and root). */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  const path = mkdtempSync(join(tmpdir(), 'holdfast-disk-'));
  try {
    const options = { stdio: 'ignore' } as const;
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', path], options);
  } catch {
    rmdirSync(path);
    return null;
  }
  return {
    path,
    fill: () => fill(join(path, `${FILLER}${Date.now()}`)),
    free() {
      for (const name of readdirSync(path)) if (name.startsWith(FILLER)) rmSync(join(path, name));
    },
    remove() {
      execFileSync('umount', ['-l', path]);
      rmdirSync(path);
    },
  };
}

/** Writes ever smaller pieces, because the last page of a disk has no room for a large one. */
function fill(file: string): void {
  const descriptor = openSync(file, 'w');
  for (const bytes of [1 << 20, 1 << 12, 1 << 9]) {
    const piece = Buffer.alloc(bytes, 1);
    try {
      while (writeSync(descriptor, piece) === bytes);
    } catch {
      // ENOSPC, as intended.
    }
  }
  closeSync(descriptor);
}
