/** Problems of a file are reported in one sentence with the place and what would be right. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { csvFile, readFiles, VECTORS } from '../../testing/csv.ts';

async function problemsOf(...files: File[]): Promise<string[]> {
  const { problems } = await readFiles(files);
  return problems.map(
    ({ line, message, more }) => `${line ?? 'file'}: ${message}${more ? ` +${more}` : ''}`,
  );
}

const head = 'REAL,DATE,A\n0,2025-01-01,1\n';

describe('a file is refused with', () => {
  it.each<[string, string, string | RegExp]>([
    ['nothing in it', '', 'file: The file is empty.'],
    ['blank lines only', '\n\n', 'file: The file is empty.'],
    [
      'a header only',
      'REAL,DATE,A\n',
      '1: There is a line of names and no line of values below it.',
    ],
    [
      'no line of names',
      '0,2025-01-01,1\n1,2025-01-01,2\n',
      /^1: There is no line with the names of the columns; put one above the values/,
    ],
    ['one column', 'hello\nworld\n', /^1: No columns are found: a table has a line of names/],
    [
      'too many fields',
      `${head}1,2025-01-01,1,2\n`,
      '3: The line has 4 fields where the header has 3; remove the extra ones, or put texts that contain the delimiter in quotes.',
    ],
    [
      'text after a quote',
      `${head}1,2025-01-01,"1"x\n`,
      /^3: There is text after the closing quote/,
    ],
    [
      'a word as realization',
      `${head}base,2025-01-01,1\n`,
      '3: "base" in column REAL is not a realization; a whole number from 0 is expected, or a text that ends in one, like "realization-12".',
    ],
    [
      'a negative realization',
      `${head}-1,2025-01-01,1\n`,
      /^3: "-1" in column REAL is not a realization/,
    ],
    [
      'a realization with a fraction',
      `${head}1.5,2025-01-01,1\n`,
      /^3: "1.5" in column REAL is not a realization/,
    ],
    [
      'a huge realization',
      `${head}2147483648,2025-01-01,1\n`,
      /^3: "2147483648" in column REAL is not a realization/,
    ],
    [
      'no realization in a line',
      `${head},2025-01-01,1\n`,
      /^3: "" in column REAL is not a realization/,
    ],
    [
      'a date that is none',
      `${head}1,someday,1\n`,
      '3: "someday" in column DATE is not a date; write it as "2018-01-31", "31.01.2018", "31-JAN-2018" or "2018-01-31 12:00".',
    ],
    [
      'a day that does not exist',
      `${head}1,2025-02-30,1\n`,
      /^3: "2025-02-30" in column DATE is not a date/,
    ],
    [
      'a time that does not exist',
      `${head}1,2025-02-03 25:00,1\n`,
      /^3: "2025-02-03 25:00" in column DATE is not a date/,
    ],
    [
      'day and month in both orders',
      'REAL,DATE,A\n0,13/1/2025,1\n0,1/14/2025,1\n',
      /^3: "1\/14\/2025" in column DATE is not a date with the day first/,
    ],
    ['no date in a line', `${head}1,,1\n`, /^3: "" in column DATE is not a date/],
    [
      'a number that is none',
      `${head}1,2025-01-01,high\n`,
      '3: "high" in column A is not a number; correct it, add it to the missing values, or leave the column out.',
    ],
    [
      'a row twice that differs',
      `${head}\n0,2025-01-01,3\n`,
      '4: Realization 0 appears twice at 2025-01-01 with different values of A (also line 2); remove one, or say which column distinguishes them.',
    ],
    ['binary data', `${head}1,2025-01-01,1\0\n`, /^file: The file contains binary data/],
    [
      'parameters that are there twice and differ',
      'REAL,P\n0,1\n0,2\n',
      '3: Realization 0 has two values of P (the other one in line 2); remove one, or say which column is the date.',
    ],
    [
      'a key that has two values',
      'PORO 0,25\nPERM 100,5\nPORO 0,3\n',
      '3: The key PORO has another value in line 1; remove one of the two lines.',
    ],
  ])('%s', async (_, text, expected) => {
    const [first, ...others] = await problemsOf(csvFile(text));
    expect(first).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
    expect(others).toEqual([]);
  });

  it('each kind of problem once, with how many more there are', async () => {
    const good = Array.from({ length: 60 }, (_, i) => `${i + 1},2025-01-01,1\n`).join('');
    const bad = Array.from({ length: 49 }, (_, i) => `${i + 61},2025-01-01,high\n`).join('');
    expect(await problemsOf(csvFile(`${head}${good}${bad}200,never,1`))).toEqual([
      '63: "high" in column A is not a number; correct it, add it to the missing values, or leave the column out. +48',
      expect.stringMatching(/^112: "never" in column DATE is not a date/),
    ]);
  });

  it('a quote that never ends, without buffering the file again and again', async () => {
    const [first] = await problemsOf(csvFile(`${head}1,2025-01-01,"${'x,\n'.repeat(4_000_000)}`));
    expect(first).toMatch(/^3: A quote \("\) is opened and never closed/);
  });

  it('a grid that is too large, because every realization has different dates', async () => {
    const rows = Array.from(
      { length: 9000 },
      (_, i) => `${i},${new Date(Date.UTC(1990, 0, 1 + i)).toISOString().slice(0, 10)},1`,
    );
    const [first] = await problemsOf(csvFile(`${head}${rows.join('\n')}`));
    expect(first).toMatch(/^file: 9000 realizations at 9001 different dates are .* too many/);
  });
});

describe('a file of another kind is named, with what to do', () => {
  const bytes = (text: string) => Buffer.from(text.padEnd(64, '\0'), 'latin1');
  it.each([
    ['an old Excel workbook', '\xd0\xcf\x11\xe0', 'save the sheet as "CSV UTF-8"'],
    ['a PDF', '%PDF-1.7', 'import the data that it was made from'],
    ['an image', '\x89PNG', 'import the data that it was made from'],
    ['an HDF5 file', '\x89HDF', 'as CSV or Parquet'],
    ['a Feather file of version 1', 'FEA1', 'as Arrow'],
    ['an Eclipse file that begins with FILEHEAD', '\0\0\0\x10FILEHEAD', '.SMSPEC and .UNSMRY'],
    ['a formatted Eclipse summary', " 'SEQHDR  '           1 'INTE'", 'unformatted'],
    ['JSON', '{"a": 1}', 'as CSV'],
  ])('%s', async (what, text, hint) => {
    const [problem] = await problemsOf(new File([bytes(text)], 'file'));
    expect(problem).toContain(`This is ${what}`);
    expect(problem).toContain(hint);
  });

  it('an Eclipse RSM report', async () => {
    const report = `1\n ${'-'.repeat(79)}\n SUMMARY OF RUN CASE OPM FLOW\n ${'-'.repeat(79)}\n DATE         YEARS        FOPR\n`;
    const [problem] = await problemsOf(csvFile(report, 'case.RSM'));
    expect(problem).toMatch(/This is an Eclipse RSM report.*\.SMSPEC and \.UNSMRY/);
  });

  it('an Excel workbook', async () => {
    const [problem] = await problemsOf(new File([zip('xl/workbook.xml')], 'sheet.xlsx'));
    expect(problem).toBe(
      'file: This is an Excel workbook, which cannot be imported; save the sheet as "CSV UTF-8" and import that.',
    );
  });

  it('a damaged archive, gzipped or zipped', async () => {
    const [gzip] = await problemsOf(new File([bytes('\x1f\x8b broken')], 'a.csv.gz'));
    expect(gzip).toContain('cannot be unpacked: the archive is damaged');
    const [archive] = await problemsOf(new File([zip('a.csv').subarray(0, 40)], 'a.zip'));
    expect(archive).toContain('The zip archive is damaged');
  });

  it('a vector in another unit than in the other files, however both are spelled', async () => {
    const run = (real: number, unit: string) =>
      csvFile(`DATE,FOPR${unit}\n2025-01-01,${real}\n`, `realization-${real}.csv`);
    expect(await problemsOf(run(1, ' [Sm3/d]'), run(2, ' [SM3/DAY]'), run(3, ''))).toEqual([]);
    expect(await problemsOf(run(1, ' [Sm3/d]'), run(2, ' [STB/d]'), run(3, ' [STB/d]'))).toEqual([
      'file: FOPR is in STB/d, but in Sm3/d in realization-1.csv. Import the two as separate ensembles, or convert one.',
      'file: FOPR is in STB/d, but in Sm3/d in realization-1.csv. Import the two as separate ensembles, or convert one.',
    ]);
  });

  it('a parameter in another unit than in the other files', async () => {
    const design = (real: number, unit: string) =>
      csvFile(`REAL,DEPTH${unit}\n${real},5\n`, `design-${real}.csv`);
    expect(await problemsOf(csvFile(VECTORS), design(1, ' [m]'), design(2, ''))).toEqual([]);
    expect(await problemsOf(csvFile(VECTORS), design(1, ' [m]'), design(2, ' [ft]'))).toEqual([
      'file: DEPTH is in ft, but in m in design-1.csv. Import the two as separate ensembles, or convert one.',
    ]);
  });

  it('beside a good one, named as the only problem', async () => {
    const { problems } = await readFiles([
      csvFile(VECTORS),
      new File([bytes('%PDF')], 'report.pdf'),
    ]);
    expect(problems.map(({ file }) => file)).toEqual(['report.pdf']);
  });
});

/** A zip archive with one file. */
function zip(name: string): Buffer<ArrayBuffer> {
  const data = deflateRawSync('x');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + data.length, 16);
  return Buffer.concat([local, Buffer.from(name), data, entry, Buffer.from(name), end]);
}
