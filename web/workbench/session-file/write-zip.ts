const LOCAL_SIGNATURE = 0x04034b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;
/** File names are UTF-8. */
const UTF8_FLAG = 0x0800;
const VERSION = 20;
/** Limit of 32-bit sizes; larger archives would need zip64. */
const ZIP_MAX_BYTES = 2 ** 32 - 1;

export interface FileToPack {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A zip archive of uncompressed entries (APPNOTE 4.3), because the files are compressed already. Releases each file
 * before it asks for the next. Throws if the archive is larger than 4 GB.
 */
export async function writeZip(files: AsyncIterable<FileToPack>): Promise<Blob> {
  const pieces: BlobPart[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for await (const { name, bytes } of files) {
    const entry = { name: new TextEncoder().encode(name), crc: crc32(bytes), size: bytes.length };
    const header = localHeader(entry);
    // As blobs, because a browser can keep them on disk.
    pieces.push(header, new Blob([bytes]));
    directory.push(directoryEntry(entry, offset));
    offset += header.length + bytes.length;
    if (offset > ZIP_MAX_BYTES) throw new Error('It is larger than 4 GB');
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  pieces.push(...directory, endOf(directory.length, size, offset));
  return new Blob(pieces, { type: 'application/zip' });
}

interface Entry {
  readonly name: Uint8Array;
  readonly crc: number;
  readonly size: number;
}

function localHeader({ name, crc, size }: Entry): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(30 + name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, LOCAL_SIGNATURE, true);
  view.setUint16(4, VERSION, true);
  view.setUint16(6, UTF8_FLAG, true);
  view.setUint32(14, crc, true);
  view.setUint32(18, size, true);
  view.setUint32(22, size, true);
  view.setUint16(26, name.length, true);
  bytes.set(name, 30);
  return bytes;
}

function directoryEntry({ name, crc, size }: Entry, offset: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(46 + name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, ENTRY_SIGNATURE, true);
  view.setUint16(4, VERSION, true);
  view.setUint16(6, VERSION, true);
  view.setUint16(8, UTF8_FLAG, true);
  view.setUint32(16, crc, true);
  view.setUint32(20, size, true);
  view.setUint32(24, size, true);
  view.setUint16(28, name.length, true);
  view.setUint32(42, offset, true);
  bytes.set(name, 46);
  return bytes;
}

function endOf(count: number, size: number, offset: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(22);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, END_SIGNATURE, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return bytes;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** CRC-32 (ISO 3309), as zip uses it. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) {
    crc = (TABLE[(crc ^ (bytes[i] as number)) & 0xff] as number) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
