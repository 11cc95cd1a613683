import { readFile } from 'node:fs/promises';

/** Linux counts CPU time in ticks of this many ms (`getconf CLK_TCK` is 100 everywhere). */
const MS_PER_TICK = 10;

/** CPU time that a process has used so far, in ms. NaN except on Linux. */
export async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // Skip the name, which is in brackets and may contain blanks. utime and stime are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? NaN) + Number(fields[12] ?? NaN)) * MS_PER_TICK;
}

/** Peak memory of a process in MB. NaN except on Linux. */
export async function peakMemoryMB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1024);
}
