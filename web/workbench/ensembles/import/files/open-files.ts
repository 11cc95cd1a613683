import { ImportRefused } from '../problems.ts';
import { type FileKind, kindOf } from './kind-of.ts';
import { type ZipEntry, zipEntries } from './zip.ts';

const HEAD_BYTES = 4096;
const CHUNK_BYTES = 2 * 1024 * 1024;

/** A file to read, possibly from an archive. */
export interface OpenedFile {
  readonly name: string;
  readonly kind: FileKind;
  /** In bytes, if known in advance. */
  readonly size?: number;
  /** Its first bytes. */
  readonly head: Uint8Array;
  /** Its bytes from the start. Can be called more than once. */
  chunks(): AsyncIterable<Uint8Array>;
  /** All bytes at once, for formats that are read from the end. */
  bytes(): Promise<ArrayBuffer>;
}

/** Opens a file; unpacks gzip, and zip archives into their files. Throws ImportRefused. */
export async function openFile(file: File, onRead: (bytes: number) => void): Promise<OpenedFile[]> {
  if (file.size === 0) throw new ImportRefused('The file is empty.');
  const head = await headOf(file);
  const { kind, why } = kindOf(head);
  // Use the path in a chosen folder, because it may name the realization: "realization-3/iter-0/parameters.txt".
  const name = file.webkitRelativePath || file.name;
  if (kind === 'refused') throw new ImportRefused(why ?? '');
  if (kind === 'gzip') {
    const stream = async () => file.stream().pipeThrough(new DecompressionStream('gzip'));
    return [await opened(name.replace(/\.gz$/i, ''), stream, onRead, file.size)];
  }
  if (kind === 'zip') return openZip(file, onRead);
  return [
    {
      ...{ name, kind, head, size: file.size },
      chunks: () => slices(file, onRead),
      bytes: () => file.arrayBuffer(),
    },
  ];
}

async function openZip(file: File, onRead: (bytes: number) => void): Promise<OpenedFile[]> {
  const entries = await zipEntries(file);
  const names = entries.map(({ name }) => name);
  const office = names.some((name) => name.startsWith('xl/'))
    ? 'an Excel workbook'
    : names.some((name) => /^(word|ppt)\//.test(name))
      ? 'an Office document'
      : names.includes('content.xml')
        ? 'an OpenDocument file'
        : undefined;
  if (office) {
    throw new ImportRefused(
      `This is ${office}, which cannot be imported; save the sheet as "CSV UTF-8" and import that.`,
    );
  }
  const share = file.size / Math.max(1, entries.length);
  return Promise.all(
    entries.map(({ name, stream }: ZipEntry) => opened(name, stream, onRead, share)),
  );
}

async function opened(
  name: string,
  stream: () => Promise<ReadableStream<Uint8Array>>,
  onRead: (bytes: number) => void,
  share: number,
): Promise<OpenedFile> {
  const reader = (await stream()).getReader();
  const first: number[] = [];
  try {
    while (first.length < HEAD_BYTES) {
      const { done, value } = await reader.read();
      if (done) break;
      first.push(...value.subarray(0, HEAD_BYTES));
    }
  } catch {
    throw new ImportRefused(
      `${name} cannot be unpacked: the archive is damaged; make or download it again.`,
    );
  } finally {
    reader.cancel().catch(() => {});
  }
  const head = Uint8Array.from(first.slice(0, HEAD_BYTES));
  const { kind, why } = kindOf(head);
  if (kind === 'refused') throw new ImportRefused(`${name}: ${why}`);
  if (kind === 'gzip' || kind === 'zip') {
    throw new ImportRefused(
      `${name} is an archive inside an archive; unpack it and import the files in it.`,
    );
  }
  return {
    ...{ name, kind, head },
    async *chunks() {
      const unpacked = (await stream()).getReader();
      try {
        for (;;) {
          const { done, value } = await unpacked.read();
          if (done) break;
          yield value;
        }
      } catch {
        throw new ImportRefused(
          `${name} cannot be unpacked: the archive is damaged; make or download it again.`,
        );
      } finally {
        unpacked.cancel().catch(() => {});
      }
      onRead(share);
    },
    bytes: async () => new Response(await stream()).arrayBuffer(),
  };
}

/** A file's bytes; reads the next chunk while the last one is processed. */
async function* slices(file: Blob, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const read = (from: number) => file.slice(from, from + CHUNK_BYTES).arrayBuffer();
  let next = read(0);
  for (let at = 0; at < file.size; at += CHUNK_BYTES) {
    const bytes = new Uint8Array(await next);
    if (at + CHUNK_BYTES < file.size) next = read(at + CHUNK_BYTES);
    yield bytes;
    onRead(bytes.length);
  }
}

async function headOf(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
}
