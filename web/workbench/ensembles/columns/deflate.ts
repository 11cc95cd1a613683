/** Deflates bytes as the browser does it. No Blob and no Response: for many small columns they take longer than this. */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = through(new CompressionStream('deflate-raw'), bytes);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  const deflated = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    deflated.set(chunk, at);
    at += chunk.length;
  }
  return deflated;
}

/** Inflates to exactly `length` bytes; throws on damaged data, and stops as soon as there is more. */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const inflated = await inflateUpTo(bytes, length);
  if (inflated.length !== length) throw new Error('a column is shorter than it says');
  return inflated;
}

/** Inflates to at most `most` bytes; throws on damaged data, and stops as soon as there is more. */
export async function inflateUpTo(
  bytes: Uint8Array<ArrayBuffer>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = through(new DecompressionStream('deflate-raw'), bytes);
  const inflated = new Uint8Array(most);
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (at + value.length > most) {
      await reader.cancel();
      throw new Error('a column is longer than it says');
    }
    inflated.set(value, at);
    at += value.length;
  }
  return inflated.subarray(0, at);
}

/** Sends bytes through a stream. What is wrong with them comes out at the reader. */
function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): ReadableStreamDefaultReader<Uint8Array> {
  const writer = stream.writable.getWriter();
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  return stream.readable.getReader();
}
