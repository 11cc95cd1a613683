/** Deflates bytes with the browser's stream. Blob and Response would be slower for many small columns. */
export function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return all(through(new CompressionStream('deflate-raw'), bytes), Number.POSITIVE_INFINITY);
}

/** Inflates to exactly `length` bytes. Throws on damaged data, and stops as soon as there are more bytes. */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const inflated = await inflateUpTo(bytes, length);
  if (inflated.length !== length) throw new Error('a column is shorter than its stated length');
  return inflated;
}

/** Inflates to at most `most` bytes. Throws on damaged data, and stops as soon as there are more bytes. */
export function inflateUpTo(
  bytes: Uint8Array<ArrayBuffer>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  return all(through(new DecompressionStream('deflate-raw'), bytes), most);
}

async function all(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new Error('a column is longer than its stated length');
    }
    pieces.push(value);
  }
  const joined = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** Sends bytes through a stream. Errors in the data appear at the reader. */
function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): ReadableStreamDefaultReader<Uint8Array> {
  const writer = stream.writable.getWriter();
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  return stream.readable.getReader();
}
