import { readFile } from 'node:fs/promises';

/** Linux counts processor time in ticks of this many ms (`getconf CLK_TCK` is 100 everywhere). */
const MS_PER_TICK = 10;

/** Processor time that a process has used so far, in ms. Linux only: elsewhere NaN. */
export async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The fields after the name, which stands in brackets and may hold blanks: utime and stime are 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? NaN) + Number(fields[12] ?? NaN)) * MS_PER_TICK;
}

/** The most memory that a process has had in use, in MB. Linux only: elsewhere NaN. */
export async function peakMemoryMB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1024);
}
