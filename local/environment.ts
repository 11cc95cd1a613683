import { access, constants, mkdir } from 'node:fs/promises';
import { isFree } from './free-port.ts';
import type { Ports } from './stack.ts';

/** Throws an error of one line, with advice, if a port is taken or the data folder is not writable. */
export async function checkEnvironment(ports: Ports, dataDir: string): Promise<void> {
  for (const [name, port] of Object.entries(ports)) {
    const variable = `${name.toUpperCase()}_PORT`;
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new Error(`${variable} is not a port. Give a number from 1 to 65535.`);
    }
    const state = await isFree(port).catch((error: NodeJS.ErrnoException) => error.code);
    if (state === true) continue;
    const problem = state === false ? 'is taken' : `cannot be used (${state})`;
    throw new Error(
      `Port ${port} ${problem}. Stop the program that uses it, or choose another port: ${variable}=${port + 1} npm start`,
    );
  }
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK);
  } catch (error) {
    throw new Error(
      `Cannot write to ${dataDir} (${(error as NodeJS.ErrnoException).code}). Make it writable, or choose another folder: DATA_DIR=<folder> npm start`,
    );
  }
}
