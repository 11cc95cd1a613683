import type { Parts } from '../../kernel/index.ts';
import { sha256 } from './hash.ts';
import { JournalError } from './journal-error.ts';
import { decode, type PartList, rootHash } from './parts.ts';
import type { Database } from './transactions.ts';

/** A list, and the texts of those of its parts that were found, by part name. */
export interface Found {
  readonly list: PartList;
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads a list and its parts in one transaction; null if there is no such list. */
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
 * Reads the parts of a list and verifies them: every text must match its hash, and the list must match the root
 * hash. So a mix of two generations is detected.
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
  // In the order of the list: the texts were read in any order.
  return decode(new Map([...found.list.keys()].map((name) => [name, found.texts.get(name) ?? ''])));
}

/** Names of the parts that are missing or do not match their hash. */
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
