/** Promises of `npm start`: data survives, one clear line if it cannot start, no processes left behind. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { listen } from '../../local/http.ts';
import { isRunning } from '../support/processes.ts';
import { Started, startEnvironment } from '../support/started.ts';
import { cookieFor, newUser } from '../support/users.ts';

const { dist } = inject('stack');

let dataDir: string;
let env: Record<string, string>;
let started: Started[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-start-'));
  env = await startEnvironment(dataDir);
  started = [];
});

afterEach(async () => {
  for (const each of started) each.signal('SIGTERM');
  await Promise.all(started.map((each) => each.exited()));
  await rm(dataDir, { recursive: true, force: true });
});

function start(more: Record<string, string> = {}): Started {
  const stack = new Started(dist, { ...env, ...more });
  started.push(stack);
  return stack;
}

const user = newUser();

/** Calls the API of the started stack through its site, like a signed-in browser. */
function call(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = {
    cookie: cookieFor(user),
    'content-type': 'application/json',
    ...init.headers,
  };
  return fetch(`http://127.0.0.1:${env.WEB_PORT}/api/persistence/${path}`, { ...init, headers });
}

async function save(title: string): Promise<{ id: string; etag: string }> {
  const body = JSON.stringify({ title, content: '{"a":1}' });
  const answer = await call('sessions', { method: 'POST', body });
  expect(answer.status).toBe(201);
  return { id: (await answer.json()) as string, etag: answer.headers.get('etag') ?? '' };
}

/** Saves like a page that stayed open, with the ETag it knows. */
async function expectSaveWithoutConflict({ id, etag }: { id: string; etag: string }) {
  const read = await call(`sessions/${id}`);
  expect(read.status).toBe(200);
  expect(read.headers.get('etag')).toBe(etag);
  const body = JSON.stringify({ content: '{"a":2}' });
  const put = await call(`sessions/${id}`, {
    method: 'PUT',
    body,
    headers: { 'if-match': etag },
  });
  expect(put.status).toBe(200);
}

test('saved data survives a stop and a kill with its ETag, so an open page saves without a conflict', async () => {
  const first = start();
  await first.ready();
  const beforeStop = await save('before the stop');
  const pids = first.pids();
  expect(pids.length).toBeGreaterThan(3);
  first.signal('SIGTERM');
  expect(await first.exited()).toBe(0);
  await vi.waitFor(() => expect(pids.filter(isRunning)).toEqual([]), { timeout: 60_000 });

  const second = start();
  await second.ready();
  await expectSaveWithoutConflict(beforeStop);
  const beforeKill = await save('before the kill');
  await second.killAll();

  await start().ready();
  await expectSaveWithoutConflict(beforeKill);
});

const PARTS = [
  ['Azurite', 'azurite.js'],
  ['The functions host', 'functions-host/main.ts'],
  ['The Static Web Apps emulator', 'msha/server.js'],
] as const;

test('whichever part dies is named and restarted, and everything works as before', async () => {
  const stack = start();
  await stack.ready();
  for (const [name, script] of PARTS) {
    const before = await save(`before ${name} died`);
    const said = stack.output.length;
    process.kill(stack.pidOf(script), 'SIGKILL');
    await startedAgain(stack, 1, said);
    expect(stack.output.slice(said)).toContain(`${name} stopped (SIGKILL).`);
    await expectSaveWithoutConflict(before);
  }
});

test('a part that dies for the fourth time within a minute ends the stack, with one line', async () => {
  const stack = start();
  await stack.ready();
  for (let time = 1; time <= 3; time += 1) {
    process.kill(stack.pidOf('functions-host/main.ts'), 'SIGKILL');
    await startedAgain(stack, time);
  }
  const pids = stack.pids();
  const said = stack.output.length;
  process.kill(stack.pidOf('functions-host/main.ts'), 'SIGKILL');
  expect(await stack.exited()).toBe(1);
  expect(stack.output.slice(said)).toBe(
    'The functions host stopped (SIGKILL). It was restarted 3 times within a minute and is not restarted again.\n',
  );
  await vi.waitFor(() => expect(pids.filter(isRunning)).toEqual([]), { timeout: 60_000 });
});

/** @param after how many characters of the output to skip. */
async function startedAgain(stack: Started, times: number, after = 0): Promise<void> {
  const line = `Restarted (${times} of 3 times within a minute).`;
  await vi.waitFor(() => expect(stack.output.slice(after)).toContain(line), { timeout: 60_000 });
}

test('when only the main process is killed, no part is left running', async () => {
  const stack = start();
  await stack.ready();
  const pids = stack.pids();
  stack.signal('SIGKILL');
  await vi.waitFor(() => expect(pids.filter(isRunning)).toEqual([]), { timeout: 60_000 });
});

test('for a taken port the error names its variable, and nothing is started', async () => {
  const server = createServer();
  await listen(server, Number(env.FUNCTIONS_PORT));
  const stack = start();
  expect(await stack.exited()).toBe(1);
  expect(stack.output).toMatch(
    new RegExp(`^Port ${env.FUNCTIONS_PORT} is taken\\..* FUNCTIONS_PORT=\\d+ npm start\n$`),
  );
  await new Promise((resolve) => server.close(resolve));
});

test('for an unusable data folder the error names its variable', async () => {
  const file = join(dataDir, 'file');
  await writeFile(file, '');
  const stack = start({ DATA_DIR: join(file, 'data') });
  expect(await stack.exited()).toBe(1);
  expect(stack.output).toMatch(/^Cannot write to .*file\/data .* DATA_DIR=<folder> npm start\n$/);
});
