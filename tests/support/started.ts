import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../../local/root.ts';
import { freePort } from './free-port.ts';
import { childrenOf, commandOf } from './processes.ts';

/** Environment for `npm start` with free ports and the given data folder. */
export async function startEnvironment(dataDir: string): Promise<Record<string, string>> {
  const names = ['WEB', 'FUNCTIONS', 'COSMOS', 'BLOB', 'QUEUE', 'TABLE'];
  const ports = await Promise.all(names.map(async (name) => [`${name}_PORT`, await freePort()]));
  return Object.fromEntries([['DATA_DIR', dataDir], ...ports].map(([key, v]) => [key, String(v)]));
}

/** The stack as `npm start` runs it: a process with child processes. */
export class Started {
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown>;
  /** All output so far. */
  output = '';

  constructor(dist: string, env: Record<string, string>) {
    this.#child = spawn(process.execPath, ['local/start.ts', '--dist', dist], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk) => {
        this.output += chunk;
      });
    }
    this.#exit = once(this.#child, 'close');
  }

  /** Waits for the line that says it is ready. Rejects with the output if it ends before that. */
  async ready(): Promise<void> {
    const ended = this.#exit.then(() => Promise.reject(new Error(this.output)));
    const said = new Promise<void>((resolve) => {
      this.#child.stdout?.on('data', () => this.output.includes('Ready: ') && resolve());
    });
    await Promise.race([said, ended]);
  }

  /** Waits until it has ended; returns the exit code. */
  async exited(): Promise<number | null> {
    await this.#exit;
    return this.#child.exitCode;
  }

  /** The ids of all its processes, starting with its own. */
  pids(): number[] {
    const own = this.#child.pid as number;
    return [own, ...childrenOf(own)];
  }

  /** The id of the part that runs a script of this name. Throws if there is none. */
  pidOf(script: string): number {
    const pid = this.pids().find((each) => commandOf(each).includes(script));
    if (pid === undefined) throw new Error(`No part runs ${script}.`);
    return pid;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Kills all of its processes at once. */
  async killAll(): Promise<void> {
    for (const pid of this.pids()) process.kill(pid, 'SIGKILL');
    await this.#exit;
  }
}
