import { gzipSync, zstdCompressSync } from 'node:zlib';
import {
  Float32,
  Int32,
  Table,
  TimestampMillisecond,
  tableToIPC,
  vectorFromArray,
} from 'apache-arrow';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { importFiles, readFiles } from '../../../testing/csv.ts';
import { eclipseArray, writeSummary } from '../testing/write-summary.ts';
import { unpackLz4Frame } from './lz4-frame.ts';

const DAYS = ['2018-01-01', '2018-02-01'].map((day) => new Date(day));
const REALS = [0, 0, 1, 1];
const DATES = [...DAYS, ...DAYS];
const RATES = [3970.234130859375, 0.1, Number.NaN, 1e39];

describe('a Parquet file', () => {
  const compressors = { GZIP: gzipSync, ZSTD: zstdCompressSync };
  const file = (codec?: 'SNAPPY' | 'UNCOMPRESSED' | keyof typeof compressors) =>
    new File(
      [
        parquetWriteBuffer({
          ...(codec ? { codec, compressors } : {}),
          columnData: [
            { name: 'REAL', data: REALS, type: 'INT32' },
            { name: 'DATE', data: DATES, type: 'TIMESTAMP' },
            { name: 'FOPR', data: RATES, type: 'DOUBLE' },
            { name: 'ZONE', data: ['a', 'b', 'a', null], type: 'STRING' },
          ],
        }),
      ],
      'unsmry.parquet',
    );

  it.each(['SNAPPY', 'UNCOMPRESSED', 'GZIP', 'ZSTD'] as const)(
    'is read with all digits (%s)',
    async (codec) => {
      const { data, reading } = await importFiles([file(codec)]);
      expect([...(data[0]?.realizations ?? [])]).toEqual([0, 1]);
      expect([...(data[0]?.times ?? [])]).toEqual(DAYS.map((day) => day.getTime() / 1000));
      expect([...(data[0]?.vectors.get('FOPR')?.values ?? [])]).toEqual(RATES);
      expect(reading.groups[0]?.decisions).toEqual(['ZONE contains text and is left out']);
    },
  );

  it('that is cut off is refused', async () => {
    const bytes = await file().arrayBuffer();
    const { problems } = await readFiles([new File([bytes.slice(0, 300)], 'cut.parquet')]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(/^The Parquet file cannot be read/);
  });
});

describe('an Arrow file', () => {
  const table = () =>
    new Table({
      REAL: vectorFromArray(REALS, new Int32()),
      DATE: vectorFromArray(DATES, new TimestampMillisecond()),
      FOPR: vectorFromArray([3970.234130859375, 0.5, Number.NaN, 1], new Float32()),
    });

  it.each(['file', 'stream'] as const)('is read (%s)', async (format) => {
    const bytes = tableToIPC(table(), format);
    const { data } = await importFiles([
      new File([bytes as Uint8Array<ArrayBuffer>], 'unsmry.arrow'),
    ]);
    expect([...(data[0]?.times ?? [])]).toEqual(DAYS.map((day) => day.getTime() / 1000));
    expect([...(data[0]?.vectors.get('FOPR')?.values ?? [])]).toEqual([
      3970.234130859375,
      0.5,
      Number.NaN,
      1,
    ]);
  });

  it('that is cut off is refused', async () => {
    const bytes = tableToIPC(table(), 'file').slice(0, 200);
    const { problems } = await readFiles([new File([bytes], 'cut.arrow')]);
    expect(problems).toHaveLength(1);
  });
});

it('unpacks LZ4 frames', () => {
  const stored = Buffer.concat([
    Buffer.from('04224d18604082', 'hex'),
    Buffer.from([3, 0, 0, 0x80]),
    Buffer.from('abc'),
    Buffer.alloc(4),
  ]);
  expect(Buffer.from(unpackLz4Frame(stored)).toString()).toBe('abc');
  // Literals "abcd", then a match of 12 bytes 4 back, then literals "efghi".
  const block = Buffer.from([0x48, ...Buffer.from('abcd'), 4, 0, 0x50, ...Buffer.from('efghi')]);
  const frame = Buffer.concat([
    Buffer.from('04224d18604082', 'hex'),
    Buffer.from([block.length, 0, 0, 0]),
    block,
    Buffer.alloc(4),
  ]);
  expect(Buffer.from(unpackLz4Frame(frame)).toString()).toBe('abcdabcdabcdabcdefghi');
});

describe('an Eclipse summary', () => {
  const vectors = (shift = 0) => [
    { keyword: 'TIME', unit: 'DAYS', values: [0, 31, 59.5] },
    { keyword: 'FOPR', unit: 'SM3/DAY', values: [100.25 + shift, 90, 80] },
    { keyword: 'WOPR', wgname: 'A-1', unit: 'SM3/DAY', values: [1, 2, 3] },
    { keyword: 'WOPR', unit: 'SM3/DAY', values: [9, 9, 9] },
    { keyword: 'GGPR', wgname: 'OP', unit: 'SM3/DAY', values: [4, 5, 6] },
    { keyword: 'RPR', num: 3, unit: 'BARSA', values: [7, 8, 9] },
    { keyword: 'ROFT', num: 1 + 32768 * (2 + 10), unit: 'SM3', values: [0, 1, 2] },
    { keyword: 'BPR', num: 15 + 40 * 27 + 0, unit: 'BARSA', values: [3, 2, 1] },
    { keyword: 'COPR', wgname: 'A-1', num: 40 * 64 + 1, unit: 'SM3/DAY', values: [1, 1, 2] },
  ];

  it('of one realization is read with names, units and dates', async () => {
    const { data } = await importFiles(writeSummary(vectors()));
    expect([...(data[0]?.times ?? [])]).toEqual(
      [Date.UTC(2018, 0, 1), Date.UTC(2018, 1, 1), Date.UTC(2018, 2, 1, 12)].map((ms) => ms / 1000),
    );
    expect(
      [...(data[0]?.vectors.values() ?? [])].map(({ name, unit, values }) => [
        name,
        unit,
        values[2],
      ]),
    ).toEqual([
      ['TIME', 'DAYS', 59.5],
      ['FOPR', 'SM3/DAY', 80],
      ['WOPR:A-1', 'SM3/DAY', 3],
      ['GGPR:OP', 'SM3/DAY', 6],
      ['RPR:3', 'BARSA', 9],
      ['ROFT:1-2', 'SM3', 2],
      ['BPR:15,28,1', 'BARSA', 1],
      ['COPR:A-1:1,1,2', 'SM3/DAY', 2],
    ]);
  });

  it('of many realizations, dropped together, becomes one ensemble', async () => {
    const files = [3, 0].flatMap((real) => writeSummary(vectors(real), `CASE-${real}`));
    const { data } = await importFiles(files.reverse());
    expect([...(data[0]?.realizations ?? [])]).toEqual([0, 3]);
    expect([...(data[0]?.vectors.get('FOPR')?.values ?? [])]).toEqual([
      100.25, 90, 80, 103.25, 90, 80,
    ]);
  });

  it('with more vectors than one record holds', async () => {
    const wells = Array.from({ length: 1234 }, (_, i) => ({
      keyword: 'WOPR',
      wgname: `W${i}`,
      unit: 'SM3/DAY',
      values: [i, i / 2],
    }));
    const { data } = await importFiles(
      writeSummary([{ keyword: 'TIME', unit: 'HOURS', values: [0, 24] }, ...wells]),
    );
    expect([...(data[0]?.vectors.get('WOPR:W1233')?.values ?? [])]).toEqual([1233, 616.5]);
    expect([...(data[0]?.times ?? [])][1]).toBe(Date.UTC(2018, 0, 2) / 1000);
  });

  it('without its other half, of two different runs, or incomplete is refused', async () => {
    const [spec, data] = writeSummary(vectors()) as [File, File];
    const [, other] = writeSummary(vectors().slice(0, 4)) as [File, File];
    const messages = async (...files: File[]) =>
      (await readFiles(files)).problems.map(({ message }) => message);
    expect(await messages(data)).toEqual([
      expect.stringContaining('together with the .SMSPEC file'),
    ]);
    expect(await messages(spec)).toEqual([
      expect.stringContaining('together with the .UNSMRY file'),
    ]);
    expect(await messages(spec, other)).toEqual([expect.stringContaining('of different runs')]);
    const cut = new File([(await data.arrayBuffer()).slice(0, -30)], 'CASE.UNSMRY');
    expect(await messages(spec, cut)).toEqual([expect.stringContaining('incomplete or damaged')]);
  });

  it('with wrong counts allocates no memory', async () => {
    const [spec] = writeSummary(vectors()) as [File, File];
    const bytes = eclipseArray('PARAMS', 'REAL', [1]);
    bytes.writeInt32BE(2 ** 30, 12);
    const data = new File([eclipseArray('SEQHDR', 'INTE', [0]), bytes], 'CASE.UNSMRY');
    expect((await readFiles([spec, data])).problems).toHaveLength(1);
  });
});
