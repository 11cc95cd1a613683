/**
 * Set-up of the unit tests: they must be pure, so that they are fast and pass on any machine. A test that starts
 * a process or opens a port belongs in a file named `*.process.test.ts`.
 */
import childProcess, { ChildProcess } from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import { Server } from 'node:net';

function refuse(what: string): () => never {
  return () => {
    throw new Error(`A unit test may not ${what}: call its file *.process.test.ts.`);
  };
}

// Every asynchronous way to start a process calls this private method of Node.
Object.assign(ChildProcess.prototype, { spawn: refuse('start a process') });
for (const name of ['spawnSync', 'execSync', 'execFileSync'] as const)
  Object.assign(childProcess, { [name]: refuse('start a process') });
Object.assign(Server.prototype, { listen: refuse('open a port') });
syncBuiltinESMExports();
