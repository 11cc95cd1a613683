/**
 * Two emulators writing to one journal would lose documents, so each leaves its address in a file beside it.
 * The claim is valid while an emulator at that address answers with the same id, so a kill leaves no lock.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const ANSWER_TIMEOUT_MS = 1_000;

interface Owner {
  readonly url: string;
  readonly id: string;
}

/** Throws if a running emulator is using this journal. */
export async function refuseIfClaimed(journal: string): Promise<void> {
  if (!existsSync(claimOf(journal))) return;
  const owner: Owner = JSON.parse(readFileSync(claimOf(journal), 'utf8'));
  if ((await idAt(owner.url)) !== owner.id) return;
  throw new Error(
    `${dirname(journal)} is in use by another running stack (its Cosmos DB emulator is ${owner.url}). Stop that one, or choose another folder: DATA_DIR=<folder> npm start`,
  );
}

export function claim(journal: string, owner: Owner): void {
  writeFileSync(claimOf(journal), JSON.stringify(owner));
}

const claimOf = (journal: string) => `${journal}.owner`;

async function idAt(url: string): Promise<unknown> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    return ((await answer.json()) as { id?: unknown }).id;
  } catch {
    return undefined;
  }
}
