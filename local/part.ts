/**
 * A part of the stack with its own process. It always ends with the stack: on `close`, and also when the
 * stack's process is killed, because that closes the channel between them.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { ROOT } from './root.ts';

const EXIT_WITH_PARENT = pathToFileURL(`${ROOT}/local/exit-with-parent.ts`).href;
const READY_POLL_MS = 50;
const READY_TIMEOUT_MS = 60_000;
const CLOSE_TIMEOUT_MS = 2_000;
const LAST_LINES = 5;

export interface PartOptions {
  /** For messages: "The functions host". */
  readonly name: string;
  /** Arguments of Node: a script and its arguments. */
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The part is ready when all of these ports of 127.0.0.1 accept connections. */
  readonly ports: readonly number[];
  /** Called with each line of the part's output. */
  readonly onLine?: ((line: string) => void) | undefined;
}

export interface Part {
  readonly pid: number;
  /** Resolves with an error for the user if the part ends unexpectedly. */
  readonly failed: Promise<Error>;
  /** Stops the part with SIGTERM, and kills it after 2 s. */
  close(): Promise<void>;
  /** Kills the part at once, like a crash. */
  kill(): void;
}

/** Starts a part and waits until it is ready. Rejects, with its last lines of output, if it ends before that. */
export async function startPart({ name, command, env, ports, onLine }: PartOptions): Promise<Part> {
  const child = spawn(process.execPath, ['--import', EXIT_WITH_PARENT, ...command], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32', // Ctrl-C reaches only the stack, which stops its parts in order
  });
  const lastLines = follow(child, onLine);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(`${signal ?? `exit code ${code}`}`));
  });
  let isClosing = false;
  const failed = new Promise<Error>((resolve) => {
    ended.then((reason) => {
      const words = [`${name} stopped (${reason}).`, ...lastLines].join('\n  ');
      if (!isClosing) resolve(new Error(words));
    });
  });
  const close = async () => {
    isClosing = true;
    child.kill('SIGTERM');
    const killing = setTimeout(() => child.kill('SIGKILL'), CLOSE_TIMEOUT_MS);
    await ended;
    clearTimeout(killing);
  };
  const giveUp = new AbortController();
  try {
    await Promise.race([
      ready(name, ports, giveUp.signal),
      failed.then((error) => Promise.reject(error)),
    ]);
  } catch (error) {
    giveUp.abort();
    await close();
    throw error;
  }
  return { pid: child.pid as number, failed, close, kill: () => child.kill('SIGKILL') };
}

function follow(child: ChildProcess, onLine: PartOptions['onLine']): string[] {
  const lastLines: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    if (!input) continue;
    createInterface({ input }).on('line', (line) => {
      lastLines.push(line);
      if (lastLines.length > LAST_LINES) lastLines.shift();
      onLine?.(line);
    });
  }
  return lastLines;
}

async function ready(name: string, ports: readonly number[], signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (const port of ports) {
    while (!signal.aborted && !(await accepts(port))) {
      if (Date.now() > deadline) throw new Error(`${name} does not answer on port ${port}.`);
      await sleep(READY_POLL_MS);
    }
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
