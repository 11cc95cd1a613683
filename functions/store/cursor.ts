import * as z from 'zod/mini';
import { BadCursor } from './errors.ts';
import { sha256 } from './ids.ts';

/** The value a list is sorted by. Cosmos DB's order: undefined, null, numbers, strings. */
export type SortValue = string | number | null | undefined;

/** Where a page ended: sort value and id of its last item. */
export interface CursorPosition {
  readonly value: SortValue;
  readonly id: string;
}

const Encoded = z.object({
  check: z.string(),
  value: z.optional(z.nullable(z.union([z.string(), z.number()]))),
  id: z.string(),
});

/** An opaque cursor that only continues the list identified by `identity`. */
export function writeCursor({ value, id }: CursorPosition, identity: string): string {
  const encoded: z.infer<typeof Encoded> = { check: checksum({ value, id }, identity), value, id };
  return Buffer.from(JSON.stringify(encoded)).toString('base64url');
}

/** Throws BadCursor if the cursor is malformed or belongs to another list or user. */
export function readCursor(cursor: string, identity: string): CursorPosition {
  const parsed = Encoded.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) throw new BadCursor();
  const { check, value, id } = parsed.data;
  if (check !== checksum({ value, id }, identity)) throw new BadCursor();
  return { value, id };
}

function checksum({ value, id }: CursorPosition, identity: string): string {
  return sha256(JSON.stringify({ identity, value, id }), 'base64url').slice(0, 16);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
