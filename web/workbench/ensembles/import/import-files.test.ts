import { describe, expect, it } from 'vitest';
import { readContent } from '../../content/read.ts';
import { addEnsemble } from '../../edits/ensembles.ts';
import { contentFrom } from '../../testing/contents.ts';
import { unpackEnsemble } from '../unpack.ts';
import { chooseColumns } from './choose-columns.ts';
import { importFiles } from './import-files.ts';
import { IMPORT_PROBLEMS_MAX } from './limits.ts';
import type { ImportedFiles, ImportOutcome, ImportProgress } from './outcome.ts';

const VECTORS = `REALIZATION,DATE,FOPR [Sm3/d],FOPT
0,2025-01-01,100,0
0,2025-02-01,90.5,3100
2,2025-01-01,110,0
2,2025-02-01,,3410
`;
const PARAMETERS = `realization,PORO,CONCEPT
0,0.25,braided
2,0.22,meandering
`;

function file(text: BlobPart, name = 'vectors.csv'): File {
  return new File([text], name);
}

function run(...files: File[]): Promise<ImportOutcome> {
  return importFiles(
    files,
    () => {},
    () => new Date('2026-01-02T03:04:05.678Z'),
  );
}

async function imported(...files: File[]): Promise<ImportedFiles> {
  const outcome = await run(...files);
  if (outcome.kind !== 'imported') throw new Error(JSON.stringify(outcome.problems));
  return outcome;
}

/** "line: message" of everything that is wrong with a file. */
async function problems(text: BlobPart, ...more: File[]): Promise<string[]> {
  const outcome = await run(file(text), ...more);
  if (outcome.kind === 'imported') return [];
  return outcome.problems.map(({ line, message }) => `${line ?? 'file'}: ${message}`);
}

describe('importing CSV files', () => {
  it('gives vectors by realization and time, with their units, and parameters by realization', async () => {
    const { source, realizations } = await imported(file(VECTORS), file(PARAMETERS, 'p.csv'));
    const data = await unpackEnsemble(source);
    expect(realizations).toEqual([0, 2]);
    expect([...data.times]).toEqual([Date.UTC(2025, 0) / 1000, Date.UTC(2025, 1) / 1000]);
    expect(data.vectors.get('FOPR')).toEqual({
      name: 'FOPR',
      unit: 'Sm3/d',
      values: Float64Array.of(100, 90.5, 110, Number.NaN),
    });
    expect(data.parameters.get('PORO')).toMatchObject({ values: Float64Array.of(0.25, 0.22) });
    expect(data.parameters.get('CONCEPT')).toEqual({
      kind: 'category',
      name: 'CONCEPT',
      categories: ['braided', 'meandering'],
      codes: Int32Array.of(0, 1),
    });
  });

  it('makes something that a content accepts', async () => {
    const { source } = await imported(file(VECTORS), file(PARAMETERS, 'p.csv'));
    const content = addEnsemble(contentFrom('empty'), { name: 'Mine', source });
    expect(readContent(JSON.parse(JSON.stringify(content)))).toEqual({ ok: true, content });
  });

  it('tells which file is which by the date column, whatever their order', async () => {
    const { source, previews } = await imported(file(PARAMETERS, 'p.csv'), file(VECTORS));
    expect([source.vectors.length, source.parameters.length]).toEqual([2, 2]);
    expect(previews.map((one) => one.file)).toEqual(['p.csv', 'vectors.csv']);
  });

  it('takes rows in any order, and leaves empty what has no row', async () => {
    const { source, notes } = await imported(
      file('real;date;V\n5;2025-03-01;3\n1;2025-01-01;1\n5;2025-01-01;2\n'),
    );
    const data = await unpackEnsemble(source);
    expect([...data.realizations]).toEqual([1, 5]);
    expect([...(data.vectors.get('V')?.values ?? [])]).toEqual([1, Number.NaN, 2, 3]);
    expect(notes).toEqual([
      'Left empty, since they have no line: 1 of 4 pairs of realization and date.',
    ]);
  });

  it.each([
    ['Windows line ends and a byte order mark', '\uFEFFreal,date,V\r\n0,2025-01-01,1.5\r\n'],
    ['tabs', 'real\tdate\tV\n0\t2025-01-01\t1.5\n'],
    ['semicolons and decimal commas', 'real;date;V\n0;2025-01-01;1,5\n'],
    ['quotes', '"real","date","V"\n"0","2025-01-01","1.5"\n'],
    ['times', 'real,date,V\n0,2025-01-01 00:00:00,1.5\n'],
    [
      'spaces, empty lines and no last line end',
      'real , date, V\n\n 0 ,2025-01-01 , 1.5\n\n0,2025-01-02,2',
    ],
    ['exponents', 'real,date,V\n0.0,2025-01-01T00:00,15e-1\n'],
  ])('reads %s', async (_, text) => {
    const data = await unpackEnsemble((await imported(file(text))).source);
    expect(data.vectors.get('V')?.values[0]).toBe(1.5);
    expect(data.times[0]).toBe(Date.UTC(2025, 0) / 1000);
  });

  it('shows the first lines as they are in the file', async () => {
    const { previews } = await imported(file(VECTORS));
    expect(previews[0]?.header).toEqual(['REALIZATION', 'DATE', 'FOPR [Sm3/d]', 'FOPT']);
    expect(previews[0]?.rows[1]).toEqual(['0', '2025-02-01', '90.5', '3100']);
  });

  it('tells how far it is, never backwards within a stage', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `${i},2025-01-01,${i}`).slice(0, 9000);
    const seen: ImportProgress[] = [];
    await importFiles([file(`real,date,V\n${rows.join('\n')}\n`)], (one) => seen.push(one));
    const reading = seen.filter(({ stage }) => stage === 'reading').map(({ done }) => done);
    expect(reading.at(-1)).toBe(1);
    expect(reading).toEqual([...reading].sort((a, b) => a - b));
    expect(seen.at(-1)).toEqual({ stage: 'packing', done: 1 });
  });

  it('can leave vectors and parameters out afterwards', async () => {
    const { source } = await imported(file(VECTORS), file(PARAMETERS, 'p.csv'));
    const chosen = chooseColumns(source, new Set(['FOPT']), new Set());
    const data = await unpackEnsemble(chosen);
    expect([[...data.vectors.keys()], data.parameters.size]).toEqual([['FOPT'], 0]);
  });

  it('notes realizations without parameters, and parameters without vectors', async () => {
    const { notes } = await imported(file(VECTORS), file('real,P\n0,1\n7,2\n', 'p.csv'));
    expect(notes).toEqual([
      'No parameters for realization 2.',
      'Parameters without vectors left out: 7.',
    ]);
  });
});

describe('a malformed file is refused with the line and the reason', () => {
  const head = 'real,date,A,B\n0,2025-01-01,1,2\n';
  it.each([
    ['nothing in it', '', 'file: The file is empty.'],
    ['a header only', 'real,date,A\n', '2: There is a header and no line below it.'],
    [
      'no realization column',
      'date,A\n2025-01-01,1\n',
      '1: There is no column "realization" among: date, A. The first line has to name the columns.',
    ],
    [
      'no date column',
      'real,A\n0,1\n',
      '1: There is no column "date", so these are parameters; add the file with the vectors.',
    ],
    [
      'no other column',
      'real,date\n0,2025-01-01\n',
      '1: There is no column beside realization and date.',
    ],
    ['a column without a name', 'real,date,A,\n', '1: Column 4 has no name.'],
    ['two columns of one name', 'real,date,A,A [m]\n', '1: Two columns are named "A".'],
    [
      'an overlong name',
      `real,date,${'A'.repeat(121)}\n`,
      '1: The name of column 3 has more than 120 characters.',
    ],
    ['too few fields', `${head}1,2025-01-01,1\n`, '3: The line has 3 fields, the header has 4.'],
    [
      'too many fields',
      `${head}1,2025-01-01,1,2,3\n`,
      '3: The line has 5 fields, the header has 4.',
    ],
    [
      'an open quote',
      `${head}1,2025-01-01,"1,2\n`,
      '3: A quote (") is opened and not closed on the same line.',
    ],
    [
      'text after a quote',
      `${head}1,2025-01-01,"1"x,2\n`,
      '3: There is text after the closing quote of field 3.',
    ],
    [
      'a word as realization',
      `${head}base,2025-01-01,1,2\n`,
      '3: "base" is not a realization: a whole number from 0 is expected.',
    ],
    [
      'a negative realization',
      `${head}-1,2025-01-01,1,2\n`,
      '3: "-1" is not a realization: a whole number from 0 is expected.',
    ],
    [
      'no realization',
      `${head},2025-01-01,1,2\n`,
      '3: "" is not a realization: a whole number from 0 is expected.',
    ],
    [
      'a huge realization',
      `${head}1000000,2025-01-01,1,2\n`,
      '3: "1000000" is not a realization: a whole number from 0 is expected.',
    ],
    [
      'a date of another form',
      `${head}1,01.02.2025,1,2\n`,
      '3: "01.02.2025" is not a date: write it as 2025-01-31 or 2025-01-31 12:00.',
    ],
    [
      'a date that is not',
      `${head}1,2025-02-30,1,2\n`,
      '3: "2025-02-30" is not a date that exists.',
    ],
    [
      'a time that is not',
      `${head}1,2025-02-03 24:00,1,2\n`,
      '3: "2025-02-03 24:00" is not a date that exists.',
    ],
    [
      'seconds',
      `${head}1,2025-02-03 10:00:01,1,2\n`,
      '3: "2025-02-03 10:00:01" has seconds: times are read to the minute.',
    ],
    [
      'no date',
      `${head}1,,1,2\n`,
      '3: "" is not a date: write it as 2025-01-31 or 2025-01-31 12:00.',
    ],
    ['text for a number', `${head}1,2025-01-01,1,high\n`, '3: "high" in column B is not a number.'],
    [
      'an infinite number',
      `${head}1,2025-01-01,1,1e999\n`,
      '3: "1e999" in column B is not a number.',
    ],
    [
      'a hexadecimal number',
      `${head}1,2025-01-01,0x10,2\n`,
      '3: "0x10" in column A is not a number.',
    ],
    [
      'two points in a number',
      `${head}1,2025-01-01,1.2.3,2\n`,
      '3: "1.2.3" in column A is not a number.',
    ],
    [
      'a row twice',
      `${head}\n0,2025-01-01,3,4\n`,
      '4: Realization 0 has this date twice: line 2 has it too.',
    ],
    [
      'binary data',
      `${head}1,2025-01-01,1\0,2\n`,
      '3: The line holds binary data, so this is no CSV file.',
    ],
    [
      'an endless line',
      `${head}${'1'.repeat(1_000_001)}`,
      '3: The line has more than 1000000 characters, so this is no CSV file.',
    ],
  ])('%s', async (_, text, expected) => {
    expect(await problems(text)).toEqual([expected]);
  });

  it('a text that is not UTF-8', async () => {
    const latin1 = Uint8Array.of(...Buffer.from(head), 0xe5, 0x2c);
    expect((await problems(latin1))[0]).toMatch(
      /^1: This is not UTF-8 text\. Save the file as "CSV UTF-8"/,
    );
    const utf16 = Buffer.from(`\uFEFF${head}`, 'utf16le');
    expect((await problems(utf16))[0]).toContain('not UTF-8');
  });

  it('parameters that are there twice', async () => {
    const found = await problems(VECTORS, file('real,P\n0,1\n0,2\n', 'p.csv'));
    expect(found).toEqual(['3: Realization 0 is there twice: line 2 has it too.']);
  });

  it('two files of the same kind', async () => {
    expect(await problems(VECTORS, file(VECTORS, 'again.csv'))).toEqual([
      '1: Both files have a column "date"; import them one by one.',
    ]);
    expect(await problems(PARAMETERS, file(PARAMETERS, 'again.csv'))).toEqual([
      '1: Neither file has a column "date", so both are parameters.',
    ]);
  });

  it('with every bad line listed, up to a limit, and nothing imported', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `${i},never,1,2`);
    const outcome = await run(file(`${head}${rows.join('\n')}`));
    expect(outcome).toMatchObject({ kind: 'refused', more: true });
    expect(outcome.kind === 'refused' && outcome.problems).toHaveLength(IMPORT_PROBLEMS_MAX);
    expect(outcome.kind === 'refused' && outcome.problems.at(-1)).toMatchObject({
      file: 'vectors.csv',
      line: IMPORT_PROBLEMS_MAX + 2,
    });
  });

  it('a grid that no content can hold, because every realization has dates of its own', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => {
      const day = new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10);
      return `${i},${day},1,2`;
    });
    expect(await problems(`real,date,A,B\n${rows.join('\n')}`)).toEqual([
      'file: There are 50000000 numbers, with the gaps filled, and at most 20000000 are possible.',
    ]);
  });
});
