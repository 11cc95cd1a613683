import { TEXT_HEAD_LENGTH, TEXT_HEAD_LINES } from '../limits.ts';
import { shapeOf } from '../table.ts';
import { textOf, utf8Length } from './decode.ts';
import { findLayout } from './find-format.ts';
import { RowsReader } from './rows-reader.ts';
import type { TextChoices } from './text-format.ts';

/** Finds the format in a file's head and creates a reader for its rows. `size`: of the file in bytes, 0 if unknown. */
export function startRows(
  { name, size = 0 }: { readonly name: string; readonly size?: number },
  bytes: Uint8Array,
  isWhole: boolean,
  choicesOf: (shape: string) => TextChoices,
): RowsReader {
  const text = textOf(bytes, !isWhole);
  const head = isWhole ? text : headOf(text);
  const first = findLayout(head, isWhole, {});
  const kind = first.isKeyValues ? 'keys' : 'text';
  const shape = shapeOf(kind, first.isKeyValues ? [] : first.headers);
  const choices = choicesOf(shape);
  const isChosen = choices.delimiter || choices.decimal;
  const layout = isChosen ? findLayout(head, isWhole, choices) : first;
  const body = head.slice(layout.bodyStart);
  const bodyStart = utf8Length(head.slice(0, layout.bodyStart));
  const rowsPerByte = body.split('\n').length / utf8Length(body);
  const expected = Math.ceil((size - bodyStart) * rowsPerByte * SPARE);
  return new RowsReader({ file: name, shape, layout, bodyStart, choices, expected });
}

/** The part of a text that is examined to find its format; more than usual if lines are long. */
function headOf(text: string): string {
  let end = 0;
  for (let line = 0; line < TEXT_HEAD_LINES; line++) {
    const next = text.indexOf('\n', end);
    if (next < 0) return text;
    end = next + 1;
  }
  return text.slice(0, Math.max(end, TEXT_HEAD_LENGTH));
}

/** Allowance for rows that are shorter than those of the head. */
const SPARE = 1.02;
