import { type Header, parseHeader } from './csv-header.ts';
import { splitRow } from './csv-row.ts';
import { parseRealization } from './csv-values.ts';
import { IMPORT_FILE_MAX_BYTES, IMPORT_PREVIEW_ROWS, IMPORT_PROBLEMS_MAX } from './limits.ts';
import { type ImportPreview, type ImportProblem, ImportRefused } from './outcome.ts';
import { textLines } from './text-lines.ts';

/** Takes one row; the result says what is wrong with it, if anything. */
export type RowReader = (
  fields: readonly string[],
  realization: number,
  line: number,
) => string | undefined;

export interface ReadTable {
  readonly header: Header;
  readonly preview: ImportPreview;
  readonly problems: readonly ImportProblem[];
  /** Reading stopped because there were too many problems. */
  readonly more: boolean;
}

/**
 * Reads a file row by row. `onHeader` gets the header and gives what takes the rows. A row that is malformed becomes a
 * problem with its line number; throws ImportRefused if the file as a whole cannot be read.
 */
export async function readTable(
  file: File,
  onHeader: (header: Header) => RowReader,
  onProgress: (readBytes: number) => void,
): Promise<ReadTable> {
  if (file.size > IMPORT_FILE_MAX_BYTES) {
    throw new ImportRefused(`The file is larger than ${IMPORT_FILE_MAX_BYTES / 1024 / 1024} MB.`);
  }
  const problems: ImportProblem[] = [];
  const rows: string[][] = [];
  let header: Header | undefined;
  let takeRow: RowReader | undefined;
  let rowCount = 0;
  for await (const { first, lines, readBytes } of textLines(file)) {
    for (const [i, text] of lines.entries()) {
      if (text.trim() === '') continue;
      const line = first + i;
      if (!header || !takeRow) {
        header = parseHeader(text, line);
        takeRow = onHeader(header);
        continue;
      }
      rowCount++;
      const fields = splitRow(text, header.delimiter);
      const message = Array.isArray(fields) ? take(header, takeRow, fields, line) : fields.problem;
      if (message !== undefined) problems.push({ file: file.name, line, message });
      if (Array.isArray(fields) && rows.length < IMPORT_PREVIEW_ROWS) rows.push(fields);
      if (problems.length >= IMPORT_PROBLEMS_MAX) return result(header, true);
    }
    onProgress(readBytes);
  }
  if (!header) throw new ImportRefused('The file is empty.');
  if (rowCount === 0) throw new ImportRefused('There is a header and no line below it.', 2);
  return result(header, false);

  function result(found: Header, more: boolean): ReadTable {
    return {
      header: found,
      preview: { file: file.name, header: found.fields, rows },
      problems,
      more,
    };
  }
}

function take(
  header: Header,
  takeRow: RowReader,
  fields: readonly string[],
  line: number,
): string | undefined {
  if (fields.length !== header.fields.length) {
    return `The line has ${fields.length} fields, the header has ${header.fields.length}.`;
  }
  const text = fields[header.realizationField] ?? '';
  const realization = parseRealization(text);
  if (realization === undefined) {
    return `"${text}" is not a realization: a whole number from 0 is expected.`;
  }
  return takeRow(fields, realization, line);
}
