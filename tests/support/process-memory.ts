import { readFileSync, writeFileSync } from 'node:fs';

/** Whether this machine tells what a process has of memory. */
export const MEMORY_IS_KNOWN = process.platform === 'linux';

/** How far the memory of a process rose above what it had before, while `work` was done; in bytes. */
export async function memoryRise(pid: number, work: () => Promise<unknown>): Promise<number> {
  const before = memoryOf(pid, 'VmRSS');
  // Forgets the highest so far.
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  await work();
  return memoryOf(pid, 'VmHWM') - before;
}

/** What a process has of memory now (VmRSS) or had at most (VmHWM), in bytes. */
function memoryOf(pid: number, what: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024;
}
