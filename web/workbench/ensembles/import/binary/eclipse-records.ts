import { ImportRefused } from '../problems.ts';

/** Bytes per element, by type. */
const SIZES: Readonly<Record<string, number>> = {
  INTE: 4,
  REAL: 4,
  DOUB: 8,
  LOGI: 4,
  CHAR: 8,
  MESS: 0,
};
const HEADER_BYTES = 16;
const MARK_BYTES = 4;

/** One array of an Eclipse output file. */
export interface EclipseArray {
  readonly keyword: string;
  readonly type: string;
  readonly numbers: Float64Array;
  readonly texts: readonly string[];
}

/**
 * The arrays of an unformatted Eclipse file, in order. The file consists of big-endian Fortran records, each between two
 * copies of its length. An array has a record of keyword (8 characters), count and type (4 characters), then records of
 * its elements. Throws ImportRefused if the file does not follow this format.
 */
export function* eclipseArrays(buffer: ArrayBuffer): Generator<EclipseArray> {
  const view = new DataView(buffer);
  let at = 0;
  while (at < view.byteLength) {
    const header = recordAt(view, at);
    if (header.length !== HEADER_BYTES) throw damaged();
    const keyword = textAt(view, header.start, 8);
    const count = view.getInt32(header.start + 8);
    const type = textAt(view, header.start + 12, 4);
    const size = SIZES[type] ?? (/^C0\d\d$/.test(type) ? Number(type.slice(1)) : undefined);
    if (size === undefined || count < 0) throw damaged();
    at = header.end;
    const bytes = size * count;
    if (bytes > view.byteLength) throw damaged();
    const isText = type === 'CHAR' || type.startsWith('C0');
    const numbers = new Float64Array(isText || size === 0 ? 0 : count);
    const texts: string[] = [];
    for (let read = 0; read < count && size > 0; ) {
      const record = recordAt(view, at);
      const elements = record.length / size;
      if (!Number.isInteger(elements) || elements === 0 || read + elements > count) throw damaged();
      for (let i = 0; i < elements; i++) {
        const position = record.start + i * size;
        if (isText) texts.push(textAt(view, position, size));
        else numbers[read + i] = numberAt(view, position, type);
      }
      read += elements;
      at = record.end;
    }
    yield { keyword, type, numbers, texts };
  }
}

function recordAt(view: DataView, at: number): { start: number; length: number; end: number } {
  if (at + MARK_BYTES > view.byteLength) throw damaged();
  const length = view.getInt32(at);
  const start = at + MARK_BYTES;
  const end = start + length + MARK_BYTES;
  if (length < 0 || end > view.byteLength || view.getInt32(end - MARK_BYTES) !== length)
    throw damaged();
  return { start, length, end };
}

function numberAt(view: DataView, at: number, type: string): number {
  if (type === 'REAL') return view.getFloat32(at);
  return type === 'DOUB' ? view.getFloat64(at) : view.getInt32(at);
}

function textAt(view: DataView, at: number, length: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  return new TextDecoder('latin1').decode(bytes).trimEnd();
}

function damaged(): ImportRefused {
  return new ImportRefused(
    'The Eclipse file is incomplete or damaged; copy it again, or wait until the run has written it.',
  );
}
