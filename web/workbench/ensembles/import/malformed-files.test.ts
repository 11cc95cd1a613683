import { describe, expect, it } from 'vitest';
import { csvFile, PARAMETERS, runImport, VECTORS } from '../../testing/csv.ts';
import { IMPORT_PROBLEMS_MAX } from './limits.ts';

/** "line: message" of everything that is wrong with a file. */
async function problems(text: BlobPart, ...more: File[]): Promise<string[]> {
  const outcome = await runImport(csvFile(text), ...more);
  if (outcome.kind === 'imported') return [];
  return outcome.problems.map(({ line, message }) => `${line ?? 'file'}: ${message}`);
}

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
      `${head}2147483648,2025-01-01,1,2\n`,
      '3: "2147483648" is not a realization: a whole number from 0 is expected.',
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
    const found = await problems(VECTORS, csvFile('real,P\n0,1\n0,2\n', 'p.csv'));
    expect(found).toEqual(['3: Realization 0 is there twice: line 2 has it too.']);
  });

  it('two files of the same kind', async () => {
    expect(await problems(VECTORS, csvFile(VECTORS, 'again.csv'))).toEqual([
      '1: Both files have a column "date"; import them one by one.',
    ]);
    expect(await problems(PARAMETERS, csvFile(PARAMETERS, 'again.csv'))).toEqual([
      '1: Neither file has a column "date", so both are parameters.',
    ]);
  });

  it('with every bad line listed, up to a limit, and nothing imported', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `${i},never,1,2`);
    const outcome = await runImport(csvFile(`${head}${rows.join('\n')}`));
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
