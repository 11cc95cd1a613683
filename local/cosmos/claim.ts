import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const ANSWER_TIMEOUT_MS = 1_000;

/**
 * Takes a journal for the emulator at `url`: two that wrote the same file would lose documents.
 * A claim holds while its emulator answers with the same id, so one left by a kill is no hindrance.
 * @returns the id under which the emulator must now answer. Throws when another one still does.
 */
export async function claim(journal: string, url: string): Promise<string> {
  const path = `${journal}.owner`;
  if (existsSync(path)) {
    const owner = JSON.parse(readFileSync(path, 'utf8')) as { url: string; id: string };
    if ((await idOf(owner.url)) === owner.id) {
      throw new Error(
        `${dirname(journal)} is in use by another running stack (its Cosmos DB emulator is ${owner.url}). Stop that one, or choose another folder: DATA_DIR=<folder> npm start`,
      );
    }
  }
  const id = randomUUID();
  writeFileSync(path, JSON.stringify({ url, id }));
  return id;
}

async function idOf(url: string): Promise<unknown> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    return ((await answer.json()) as { id?: unknown }).id;
  } catch {
    return undefined;
  }
}
