import { IMPORT_LINE_MAX_LENGTH } from './limits.ts';
import { ImportRefused } from './outcome.ts';

export interface LineBatch {
  /** Number of the first line, from 1. */
  readonly first: number;
  readonly lines: readonly string[];
  readonly readBytes: number;
}

/**
 * A file's lines, as they are read, without their ends. Throws ImportRefused for what is no UTF-8 text, with the line
 * that it is found after.
 */
export async function* textLines(file: Blob): AsyncGenerator<LineBatch> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = file.stream().getReader();
  let rest = '';
  let first = 1;
  let readBytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    readBytes += value?.length ?? 0;
    const text = rest + decoded(decoder, value, first);
    const lines = text.split('\n');
    rest = done ? '' : (lines.pop() ?? '');
    if (done && lines.at(-1) === '') lines.pop();
    check(lines, rest, first);
    if (lines.length > 0) yield { first, lines: lines.map(withoutReturn), readBytes };
    first += lines.length;
    if (done) return;
  }
}

function decoded(decoder: TextDecoder, bytes: Uint8Array | undefined, line: number): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw new ImportRefused(
      'This is not UTF-8 text. Save the file as "CSV UTF-8" and import it again. It was readable up to about here',
      line,
    );
  }
}

function check(lines: readonly string[], rest: string, first: number): void {
  const long = [...lines, rest].findIndex((line) => line.length > IMPORT_LINE_MAX_LENGTH);
  if (long >= 0) {
    throw new ImportRefused(
      `The line has more than ${IMPORT_LINE_MAX_LENGTH} characters, so this is no CSV file.`,
      first + long,
    );
  }
  const binary = lines.findIndex((line) => line.includes('\0'));
  if (binary >= 0) {
    throw new ImportRefused('The line holds binary data, so this is no CSV file.', first + binary);
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
