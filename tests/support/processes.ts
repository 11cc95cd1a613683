import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** A dead process stays listed as a zombie until its parent has waited for it. */
  readonly isZombie: boolean;
}

/** The ids of the processes that this one has started. */
export function childrenOf(parent: number): number[] {
  return processes()
    .filter((each) => each.parent === parent)
    .map(({ pid }) => pid);
}

export function isRunning(pid: number): boolean {
  return processes().some((each) => each.pid === pid && !each.isZombie);
}

/** The command line of a process. */
export function commandOf(pid: number): string {
  const path = `/proc/${pid}/cmdline`;
  if (existsSync(path)) return readFileSync(path, 'utf8').replaceAll('\0', ' ');
  return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
}

/** From `/proc` if there is one, because minimal Linux images have no `ps`. */
function processes(): Process[] {
  if (!existsSync('/proc/self/stat')) {
    const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,stat='], { encoding: 'utf8' });
    return lines.trim().split('\n').map(parse);
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return [parse(`${pid} ${parent} ${state}`)];
      } catch {
        return []; // it has ended meanwhile
      }
    });
}

function parse(line: string): Process {
  const [pid, parent, state = ''] = line.trim().split(/\s+/);
  return { pid: Number(pid), parent: Number(parent), isZombie: state.startsWith('Z') };
}
