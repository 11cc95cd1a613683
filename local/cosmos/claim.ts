/**
 * Two emulators that wrote one journal would lose documents, so each leaves its address beside it.
 * A claim holds while an emulator answers there with the same id; one left by a kill is no hindrance.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const ANSWER_TIMEOUT_MS = 1_000;

interface Owner {
  readonly url: string;
  readonly id: string;
}

/** Throws when an emulator that still runs writes this journal. */
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
