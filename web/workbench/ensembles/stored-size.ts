import { CONTENT_MAX_BYTES, ITEM_MAX_BYTES } from '../../../contract/limits.ts';
import type { Ensemble, SessionContent } from '../content/schema.ts';
import { addEnsemble } from '../edits/ensembles.ts';

/** Bytes of a stored document beside its content: ids, times, a title and a description at their longest. */
const DOCUMENT_OVERHEAD_BYTES = 8 * 1024;

export interface StoredSize {
  /** What the session would take in the cloud, in bytes of its document. */
  readonly bytes: number;
  readonly maxBytes: number;
  readonly fits: boolean;
}

/** What a session would take in the cloud with one more ensemble. Compresses it, so this is no estimate. */
export function sizeWith(
  content: SessionContent,
  ensemble: Omit<Ensemble, 'id'>,
): Promise<StoredSize> {
  return storedSize(addEnsemble(content, ensemble));
}

/** What a content takes in the cloud: gzipped in base64, or as it is if that is smaller. */
export async function storedSize(content: SessionContent): Promise<StoredSize> {
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  const gzipped = (await new Response(stream).arrayBuffer()).byteLength;
  const stored = Math.min(bytes.length, Math.ceil(gzipped / 3) * 4) + DOCUMENT_OVERHEAD_BYTES;
  return {
    bytes: stored,
    maxBytes: ITEM_MAX_BYTES,
    fits: stored <= ITEM_MAX_BYTES && bytes.length <= CONTENT_MAX_BYTES,
  };
}
