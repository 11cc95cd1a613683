import { CONTENT_MAX_BYTES } from '../../contract/limits.ts';
import type { ContentDelta } from '../../contract/sessions.ts';
import { decodeBytes, type EncodedContent, encodeContent } from './content.ts';
import type { Reserve } from './context.ts';
import { DeltaNotApplicable, TooLarge } from './errors.ts';
import { sha256 } from './ids.ts';
import type { SessionDocument } from './session-document.ts';

/** Size of a delta's result in bytes of UTF-8, from the instructions alone. Throws TooLarge for more than 8 MiB. */
export function resultBytes({ instructions }: ContentDelta): number {
  let bytes = 0;
  for (const { length, text = '' } of instructions) bytes += length + Buffer.byteLength(text);
  if (bytes > CONTENT_MAX_BYTES) throw new TooLarge(CONTENT_MAX_BYTES, bytes);
  return bytes;
}

/** Whether the session has the content and the assets that the delta is based on, or already has its result. */
export function isBaseOf(
  { baseHash, contentHash, assetsHash }: ContentDelta,
  { metadata: { content_hash }, asset_hashes = [] }: SessionDocument,
): boolean {
  const isAssets = !assetsHash || assetsHash === sha256(asset_hashes.toSorted().join('\n'));
  return isAssets && (content_hash === baseHash || content_hash === contentHash);
}

/**
 * Makes the new content from the stored one, after reserving memory for both. Throws DeltaNotApplicable, Corrupt,
 * TooLarge, and Busy from `reserve`.
 */
export async function applyDelta(
  delta: ContentDelta,
  document: SessionDocument,
  reserve?: Reserve,
): Promise<EncodedContent> {
  await reserve?.(document.metadata.content_bytes + resultBytes(delta));
  const base = await decodeBytes(document);
  const pieces = delta.instructions.flatMap(({ start, length, text = '' }) => [
    copied(base, start, length),
    Buffer.from(text),
  ]);
  const encoded = await encodeContent(Buffer.concat(pieces));
  if (encoded.hash === delta.contentHash) return encoded;
  throw new DeltaNotApplicable('The result of the delta has another hash than it says.');
}

/** Whole characters, so that every result is valid UTF-8. */
function copied(base: Buffer, start: number, length: number): Buffer {
  const end = start + length;
  if (end > base.byteLength) {
    throw new DeltaNotApplicable('The delta copies more than the stored content has.');
  }
  if (isInsideCharacter(base[start]) || isInsideCharacter(base[end])) {
    throw new DeltaNotApplicable('The delta copies a part of a character.');
  }
  return base.subarray(start, end);
}

/** Bytes after the first of a character in UTF-8 are 10xxxxxx. */
function isInsideCharacter(byte = 0): boolean {
  return byte >> 6 === 0b10;
}
