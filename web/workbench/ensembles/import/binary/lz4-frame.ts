const MAGIC = 0x184d2204;
const MIN_MATCH = 4;

/** Unpacks an LZ4 frame (lz4_Frame_format 1.6). Does not verify checksums. Throws on damaged data. */
export function unpackLz4Frame(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new Error('no LZ4 frame');
  const flags = bytes[4] as number;
  const hasBlockChecksum = (flags & 0x10) !== 0;
  let at = 7 + (flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0);
  const out = new Output();
  for (;;) {
    const size = view.getUint32(at, true);
    at += 4;
    if (size === 0) return out.bytes;
    const length = size & 0x7fffffff;
    const block = bytes.subarray(at, at + length);
    if (size >>> 31) out.append(block);
    else unpackBlock(block, out);
    at += length + (hasBlockChecksum ? 4 : 0);
  }
}

/** Unpacks sequences of literals and of matches in earlier output (lz4_Block_format). */
function unpackBlock(block: Uint8Array, out: Output): void {
  let at = 0;
  const lengthOf = (nibble: number) => {
    let length = nibble;
    if (nibble < 15) return length;
    let more: number;
    do {
      more = block[at++] as number;
      length += more;
    } while (more === 255);
    return length;
  };
  while (at < block.length) {
    const token = block[at++] as number;
    const literals = lengthOf(token >> 4);
    out.append(block.subarray(at, at + literals));
    at += literals;
    if (at >= block.length) return;
    const offset = (block[at] as number) | ((block[at + 1] as number) << 8);
    at += 2;
    out.repeat(offset, lengthOf(token & 15) + MIN_MATCH);
  }
}

class Output {
  #buffer = new Uint8Array(64 * 1024);
  #length = 0;

  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Copies from `offset` bytes back; the source may overlap the bytes being written. */
  repeat(offset: number, length: number): void {
    if (offset === 0 || offset > this.#length) throw new Error('the LZ4 data is damaged');
    this.#reserve(length);
    for (let i = 0; i < length; i++) {
      this.#buffer[this.#length] = this.#buffer[this.#length - offset] as number;
      this.#length++;
    }
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + more));
    larger.set(this.bytes);
    this.#buffer = larger;
  }
}
