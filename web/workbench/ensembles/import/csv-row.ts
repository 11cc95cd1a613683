export type Delimiter = ',' | ';' | '\t';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

/** The delimiter that a header line uses: the one it has most of. */
export function delimiterOf(header: string): Delimiter {
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** A line's fields, trimmed; or what is wrong with its quotes. Quotes hold delimiters and, doubled, quotes. */
export function splitRow(line: string, delimiter: Delimiter): string[] | { problem: string } {
  if (!line.includes('"')) {
    const fields = line.split(delimiter);
    const hasSpace = delimiter === '\t' ? line.includes(' ') : /\s/.test(line);
    return hasSpace ? fields.map((field) => field.trim()) : fields;
  }
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    while (line[at] === ' ') at++;
    if (line[at] === '"') {
      const quoted = readQuoted(line, at);
      if (!quoted) return { problem: 'A quote (") is opened and not closed on the same line.' };
      fields.push(quoted.text);
      at = quoted.end;
      while (line[at] === ' ') at++;
      if (at < line.length && line[at] !== delimiter) {
        return { problem: `There is text after the closing quote of field ${fields.length}.` };
      }
    } else {
      const end = line.indexOf(delimiter, at);
      const field = line.slice(at, end < 0 ? line.length : end);
      fields.push(field.trim());
      at += field.length;
    }
    if (at >= line.length) return fields;
    at++;
  }
}

function readQuoted(line: string, start: number): { text: string; end: number } | undefined {
  let text = '';
  let at = start + 1;
  for (;;) {
    const quote = line.indexOf('"', at);
    if (quote < 0) return undefined;
    text += line.slice(at, quote);
    if (line[quote + 1] !== '"') return { text, end: quote + 1 };
    text += '"';
    at = quote + 2;
  }
}
