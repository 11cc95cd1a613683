import { readFileSync, writeFileSync } from 'node:fs';

/** Whether this machine reports the memory of processes. */
export const MEMORY_IS_KNOWN = process.platform === 'linux';

/** By how much the memory of a process grew during `work`, at its peak; in bytes. */
export async function memoryRise(pid: number, work: () => Promise<unknown>): Promise<number> {
  const before = memoryOf(pid, 'VmRSS');
  // Resets the peak.
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  await work();
  return memoryOf(pid, 'VmHWM') - before;
}

/** A process's resident memory now (VmRSS) or at its peak (VmHWM), in bytes. */
function memoryOf(pid: number, what: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024;
}
