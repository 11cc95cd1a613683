import { ImportRefused } from '../problems.ts';

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const COMMENT_MAX_BYTES = 65_535;
const STORED = 0;
const DEFLATED = 8;

export interface ZipEntry {
  readonly name: string;
  readonly stream: () => Promise<ReadableStream<Uint8Array>>;
}

/** The files in a zip archive, from its central directory (APPNOTE 4.3). Throws ImportRefused if it cannot be read. */
export async function zipEntries(archive: Blob): Promise<ZipEntry[]> {
  const tail = await viewOf(
    archive.slice(Math.max(0, archive.size - END_BYTES - COMMENT_MAX_BYTES)),
  );
  let end = tail.byteLength - END_BYTES;
  while (end >= 0 && tail.getUint32(end, true) !== END_SIGNATURE) end--;
  if (end < 0)
    throw new ImportRefused(
      'The zip archive is damaged: its end is missing; make or download it again.',
    );
  const count = tail.getUint16(end + 10, true);
  const start = tail.getUint32(end + 16, true);
  const directory = await viewOf(archive.slice(start, start + tail.getUint32(end + 12, true)));
  const entries: ZipEntry[] = [];
  for (let at = 0, i = 0; i < count; i++) {
    if (at + 46 > directory.byteLength || directory.getUint32(at, true) !== ENTRY_SIGNATURE) {
      throw new ImportRefused(
        'The zip archive is damaged: its list of files is; make or download it again.',
      );
    }
    const nameLength = directory.getUint16(at + 28, true);
    const name = new TextDecoder().decode(
      new Uint8Array(directory.buffer, directory.byteOffset + at + 46, nameLength),
    );
    const isEncrypted = (directory.getUint16(at + 8, true) & 1) === 1;
    const method = directory.getUint16(at + 10, true);
    const size = directory.getUint32(at + 20, true);
    const local = directory.getUint32(at + 42, true);
    at += 46 + nameLength + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
    if (name.endsWith('/') || name.startsWith('__MACOSX/')) continue;
    entries.push({ name, stream: () => open(archive, { name, isEncrypted, method, size, local }) });
  }
  return entries;
}

async function open(
  archive: Blob,
  entry: { name: string; isEncrypted: boolean; method: number; size: number; local: number },
): Promise<ReadableStream<Uint8Array>> {
  const { name, isEncrypted, method, size, local } = entry;
  if (isEncrypted)
    throw new ImportRefused(
      `${name} in the zip archive has a password; unpack it and import the files in it.`,
    );
  if (method !== STORED && method !== DEFLATED) {
    throw new ImportRefused(
      `${name} in the zip archive has an unsupported compression; unpack it and import the files in it.`,
    );
  }
  const header = await viewOf(archive.slice(local, local + 30));
  const from = local + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const stream = archive.slice(from, from + size).stream();
  return method === STORED ? stream : stream.pipeThrough(new DecompressionStream('deflate-raw'));
}

async function viewOf(blob: Blob): Promise<DataView> {
  return new DataView(await blob.arrayBuffer());
}

/** All bytes of a file in an archive. Throws as soon as they exceed `most`. */
export async function inflatedEntry(
  { name, stream }: ZipEntry,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (const reader = (await stream()).getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new ImportRefused(`${name} in the zip archive is too large.`);
    }
    pieces.push(value as Uint8Array<ArrayBuffer>);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
