import { TEXT_HEAD_LENGTH } from '../limits.ts';
import { ImportRefused, type Problems } from '../problems.ts';
import type { Table } from '../table.ts';
import { encodingOf, NotUtf8, startOf, utf8Of } from './decode.ts';
import type { RowsReader } from './rows-reader.ts';
import { startRows } from './start-rows.ts';
import type { Encoding, TextChoices } from './text-format.ts';

/** Bytes of one file that can be read more than once. */
export interface ByteSource {
  readonly name: string;
  /** In bytes, if known in advance. */
  readonly size?: number;
  /** Its first bytes, as many as tell the encoding. */
  readonly head: Uint8Array;
  chunks(): AsyncIterable<Uint8Array>;
}

/**
 * Reads a text file into a table. A person's choices override what is detected. Throws ImportRefused if the file has no
 * table; single wrong lines become problems.
 */
export async function readText(
  source: ByteSource,
  choicesOf: (shape: string) => TextChoices,
  problems: Problems,
): Promise<Table> {
  try {
    return await readAs(source, encodingOf(source.head), choicesOf, problems, []);
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
    const note =
      'The text is not UTF-8, so it is read as Windows-1252; check that names and units are right';
    return await readAs(source, 'windows-1252', choicesOf, problems, [note]);
  }
}

async function readAs(
  source: ByteSource,
  found: Encoding,
  choicesOf: (shape: string) => TextChoices,
  problems: Problems,
  notes: readonly string[],
): Promise<Table> {
  let pending: Uint8Array = new Uint8Array(0);
  let reader: RowsReader | undefined;
  const start = (isWhole: boolean) => {
    pending = pending.subarray(startOf(pending));
    return startRows(source, pending, isWhole, choicesOf);
  };
  for await (const bytes of utf8Of(source.chunks(), found)) {
    pending = joined(pending, bytes);
    if (!reader && pending.length < TEXT_HEAD_LENGTH) continue;
    reader ??= start(false);
    pending = reader.take(pending, false);
  }
  reader ??= start(true);
  const { shape } = reader;
  const { encoding: chosen, ...choices } = choicesOf(shape);
  if (chosen && chosen !== found) {
    try {
      // Headers can differ in another encoding; under this shape the choice is found again.
      return { ...(await readAs(source, chosen, () => choices, problems, [])), shape };
    } catch (error) {
      // A choice that cannot be right is ignored.
      if (!(error instanceof NotUtf8 || error instanceof ImportRefused)) throw error;
    }
  }
  reader.take(pending, true);
  return reader.end(found, notes, problems);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
