import type { Parts } from '../../kernel/index.ts';
import { sha256 } from './hash.ts';
import { JournalError } from './journal-error.ts';
import { decode, type PartList, rootHash } from './parts.ts';
import type { Database } from './transactions.ts';

/** What is stored under a list: name to text, as far as it is there. */
export interface Found {
  readonly list: PartList;
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads a list and its parts in one transaction; null when there is no such list. */
export function readTexts(database: Database, key: string): Promise<Found | null> {
  return database.run('read', async (tx) => {
    const list = await tx.get('lists', key);
    if (!list) return null;
    const texts = new Map<string, string>();
    await Promise.all(
      [...list].map(async ([name, { hash }]) => {
        const text = await tx.get('parts', hash);
        if (typeof text === 'string') texts.set(name, text);
      }),
    );
    return { list, texts };
  });
}

/**
 * Reads the parts under a list, and believes nothing: every text must have its hash, and all of them the
 * root hash, so that a mix of two generations is never taken for one.
 * @throws JournalError `damaged`
 */
export async function readParts(
  database: Database,
  key: string,
  expectedRoot: string | null,
): Promise<Parts> {
  const found = await readTexts(database, key);
  if (!found) throw new JournalError('damaged', `The list ${key} is missing.`);
  const why = await damageOf(found, expectedRoot);
  if (why !== null) throw new JournalError('damaged', why);
  // In the list's order: the database answers in any.
  return decode(new Map([...found.list.keys()].map((name) => [name, found.texts.get(name) ?? ''])));
}

/** Names of the parts that are missing, or have another text than the list says. */
export async function lostParts({ list, texts }: Found): Promise<string[]> {
  const lost: string[] = [];
  for (const [name, { hash }] of list) {
    const text = texts.get(name);
    if (text === undefined || (await sha256(text)) !== hash) lost.push(name);
  }
  return lost;
}

async function damageOf({ list, texts }: Found, expectedRoot: string | null) {
  const [name] = await lostParts({ list, texts });
  if (name !== undefined)
    return `The part "${name}" is ${texts.has(name) ? 'damaged' : 'missing'}.`;
  if (expectedRoot !== null && (await rootHash(list)) !== expectedRoot) {
    return 'The parts do not belong together.';
  }
  return null;
}
