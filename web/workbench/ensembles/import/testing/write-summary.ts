/** Writes Eclipse summaries for tests, from the published format: big-endian Fortran records. */

type Type = 'INTE' | 'REAL' | 'DOUB' | 'CHAR';

/** Maximum number of elements per record. */
const BLOCK = { INTE: 1000, REAL: 1000, DOUB: 1000, CHAR: 105 };
const SIZES = { INTE: 4, REAL: 4, DOUB: 8, CHAR: 8 };

/** One array with its header, as bytes. */
export function eclipseArray(
  keyword: string,
  type: Type,
  values: readonly (number | string)[],
): Buffer<ArrayBuffer> {
  const header = Buffer.alloc(16);
  header.write(keyword.padEnd(8), 0, 'latin1');
  header.writeInt32BE(values.length, 8);
  header.write(type, 12, 'latin1');
  const parts = [record(header)];
  for (let at = 0; at < values.length; at += BLOCK[type]) {
    const block = values.slice(at, at + BLOCK[type]);
    const bytes = Buffer.alloc(block.length * SIZES[type]);
    for (const [i, value] of block.entries()) write(bytes, i * SIZES[type], type, value);
    parts.push(record(bytes));
  }
  return Buffer.concat(parts);
}

function write(bytes: Buffer, at: number, type: Type, value: number | string): void {
  if (type === 'CHAR') bytes.write(String(value).padEnd(8), at, 'latin1');
  else if (type === 'INTE') bytes.writeInt32BE(Number(value), at);
  else if (type === 'REAL') bytes.writeFloatBE(Number(value), at);
  else bytes.writeDoubleBE(Number(value), at);
}

function record(bytes: Buffer): Buffer<ArrayBuffer> {
  const mark = Buffer.alloc(4);
  mark.writeInt32BE(bytes.length);
  return Buffer.concat([mark, bytes, mark]);
}

export interface WrittenVector {
  readonly keyword: string;
  readonly wgname?: string;
  readonly num?: number;
  readonly unit: string;
  readonly values: readonly number[];
}

/** A pair of files; the first vector is TIME. */
export function writeSummary(
  vectors: readonly WrittenVector[],
  name = 'CASE',
  folder = '',
): File[] {
  const spec = Buffer.concat([
    eclipseArray('INTEHEAD', 'INTE', [1, 100]),
    eclipseArray('DIMENS', 'INTE', [vectors.length, 40, 64, 14, 0, -1]),
    eclipseArray(
      'KEYWORDS',
      'CHAR',
      vectors.map(({ keyword }) => keyword),
    ),
    eclipseArray(
      'WGNAMES',
      'CHAR',
      vectors.map(({ wgname }) => wgname ?? ':+:+:+:+'),
    ),
    eclipseArray(
      'NUMS',
      'INTE',
      vectors.map(({ num }) => num ?? -32676),
    ),
    eclipseArray(
      'UNITS',
      'CHAR',
      vectors.map(({ unit }) => unit),
    ),
    eclipseArray('STARTDAT', 'INTE', [1, 1, 2018, 0, 0, 0]),
  ]);
  const steps = vectors[0]?.values.length ?? 0;
  const data = Array.from({ length: steps }, (_, step) => [
    eclipseArray('SEQHDR', 'INTE', [step]),
    eclipseArray('MINISTEP', 'INTE', [step]),
    eclipseArray(
      'PARAMS',
      'REAL',
      vectors.map(({ values }) => values[step] ?? 0),
    ),
  ]);
  const file = (extension: string, bytes: Buffer<ArrayBuffer>) =>
    new File([bytes], `${folder}${name}.${extension}`);
  return [file('SMSPEC', spec), file('UNSMRY', Buffer.concat(data.flat()))];
}
