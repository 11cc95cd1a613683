import { describe, expect, it } from 'vitest';
import { TEXT_HEAD_LENGTH } from '../limits.ts';
import { Problems } from '../problems.ts';
import { readText } from './read-text.ts';
import type { TextChoices } from './text-format.ts';

const HEAD = '\ufeffREAL,\u00d8RE,NOTE\r\n';
/** More rows than are examined to find the format. */
const ROWS = Array.from(
  { length: TEXT_HEAD_LENGTH / 1000 + 1 },
  (_, row) => `${row},1.25,${'a'.repeat(1000)}\r\n`,
);
const TAIL =
  '7,-0.5,"\u00e5 ""b""\r\nc"\r\n-- r\u00e9serv\u00e9\r\n\r\n8, 2.5 ,\ud83d\ude00\r\n9,3.75,\u00e6';
const TEXT = HEAD + ROWS.join('') + TAIL;
const LAST_LINE = ROWS.length + 7;

const ENCODINGS = [
  ['utf-8', Buffer.from(TEXT)],
  ['utf-16le', Buffer.from(TEXT, 'utf16le')],
  ['utf-16be', Buffer.from(TEXT, 'utf16le').swap16()],
] as const;

/** Reads bytes that arrive in two pieces. */
async function endOf(bytes: Uint8Array, cut: number) {
  const source = {
    ...{ name: 'case.csv', size: bytes.length, head: bytes.subarray(0, 4096) },
    async *chunks() {
      yield bytes.subarray(0, cut);
      yield bytes.subarray(cut);
    },
  };
  const problems = new Problems();
  const table = await readText(source, () => ({}), problems);
  const [real, rate, note] = table.columns;
  return {
    problems: problems.list.length,
    headers: table.columns.map(({ header }) => header),
    rows: table.rowCount,
    lastLines: [3, 2, 1].map((back) => table.lineOf(table.rowCount - back)),
    reals: [...(real?.values.slice(-3) ?? [])],
    rates: [...(rate?.values.slice(-3) ?? [])],
    notes: [3, 2, 1].map((back) => note?.textAt(table.rowCount - back)),
  };
}

const EXPECTED = {
  problems: 0,
  headers: ['REAL', '\u00d8RE', 'NOTE'],
  rows: ROWS.length + 3,
  lastLines: [LAST_LINE - 5, LAST_LINE - 1, LAST_LINE],
  reals: [7, 8, 9],
  rates: [-0.5, 2.5, 3.75],
  notes: ['\u00e5 "b"\r\nc', '\ud83d\ude00', '\u00e6'],
};

describe('a text file', () => {
  it.each(ENCODINGS)('in %s is read the same wherever its pieces are cut', async (_, bytes) => {
    for (let back = 0; back < TAIL.length; back++) {
      expect(await endOf(bytes, bytes.length - back), `${back} before its end`).toEqual(EXPECTED);
    }
  });

  it('may have a letter of two bytes and no last line end', async () => {
    const bytes = Buffer.from('A,B\n1,\u00f8\n3,4');
    const table = await readText(whole(bytes), () => ({}), new Problems());
    expect([...(table.columns[1]?.values ?? [])]).toEqual([Number.NaN, 4]);
    expect(table.columns[1]?.textAt(0)).toBe('\u00f8');
  });

  it('has no comment where the first cell of a row is missing', async () => {
    const bytes = Buffer.from('FOPR,REAL,DATE\n# all\n#N/A,1,2025-01-01\n5,2,2025-01-01\n');
    const table = await readText(whole(bytes), () => ({}), new Problems());
    expect([...(table.columns[1]?.values ?? [])]).toEqual([1, 2]);
    expect(table.columns[0]?.textAt(0)).toBe('#N/A');
  });

  it.each([
    ['a blank after it', 'FOPR,REAL,DATE\n1,1,2025-01-01\n#N/A ,2,2025-01-01\n'],
    ['blanks between columns', 'FOPR REAL DATE\n1 1 2025-01-01\n#N/A 2 2025-01-01\n'],
    ['dashes', 'FOPR,REAL,DATE\n1,1,2025-01-01\n---,2,2025-01-01\n'],
    ['dashes and a blank', 'FOPR;REAL;DATE\n1;1;2025-01-01\n-- ;2;2025-01-01\n'],
  ])('has no comment where the first cell is missing: %s', async (_, text) => {
    const table = await readText(whole(Buffer.from(text)), () => ({}), new Problems());
    expect([...(table.columns[1]?.values ?? [])]).toEqual([1, 2]);
  });

  it.each([
    ['#', 'A,B\n1,2\n# 7\n'],
    ['# after which a word is missing', 'A,B\n1,2\n#NA was 7\n'],
    ['dashes', 'A B\n1 2\n--          seven\n'],
    ['a line of dashes', 'A B\n1 2\n--------\n'],
  ])('may have comments: %s', async (_, text) => {
    const table = await readText(whole(Buffer.from(text)), () => ({}), new Problems());
    expect([...(table.columns[1]?.values ?? [])]).toEqual([2]);
    expect(table.notes).toEqual(['Line 3 begins with "#" or "--", so it is skipped as a comment']);
  });

  it('of keys and values that ends within a character is not UTF-8', async () => {
    const bytes = Buffer.from('KEY 1\nNAME a\u00e9').subarray(0, -1);
    const table = await readText(whole(bytes), () => ({}), new Problems());
    expect(table.text?.format.encoding).toBe('windows-1252');
    expect(table.columns[1]?.textAt(0)).toBe('a\u00c3');
  });

  it('of keys and values is read to its end', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `KEY:${i} ${i}.5`);
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    expect(bytes.length).toBeGreaterThan(TEXT_HEAD_LENGTH);
    const { columns } = await readText(whole(bytes), () => ({}), new Problems());
    expect(columns).toHaveLength(lines.length);
    expect([columns.at(-1)?.header, columns.at(-1)?.values[0]]).toEqual(['KEY:29999', 29999.5]);
  });

  it('of keys and values is refused if a line far below is something else', async () => {
    const lines = Array.from({ length: 1000 }, (_, i) => `KEY:${i} ${i}.5`);
    const bytes = Buffer.from(`${lines.join('\n')}\nKEY:A 1 2\n`);
    const reading = readText(whole(bytes), () => ({}), new Problems());
    await expect(reading).rejects.toMatchObject({
      message: expect.stringContaining('not a key and a value'),
      line: 1001,
    });
  });

  it('can be read in another encoding and in its own again, whatever that makes of its headers', async () => {
    const bytes = Buffer.from('REAL,DATE,\u00d8RE\n1,2025-01-01,3\n');
    const choices: Record<string, TextChoices> = {};
    const read = async () => {
      const table = await readText(whole(bytes), (shape) => choices[shape] ?? {}, new Problems());
      return { shape: table.shape, header: table.columns[2]?.header };
    };
    const { shape } = await read();
    choices[shape] = { encoding: 'windows-1252' };
    expect(await read()).toEqual({ shape, header: '\u00c3\u02dcRE' });
    choices[shape] = { encoding: 'utf-8' };
    expect(await read()).toEqual({ shape, header: '\u00d8RE' });
  });

  it.each([
    ['windows-1252', 'utf-16le'],
    ['utf-8', 'utf-16le'],
    ['utf-16be', 'utf-8'],
  ] as const)(
    'is not read in %s, if that is chosen, but in %s, if it cannot be else',
    async (encoding, real) => {
      const bytes = Buffer.from('\ufeffREAL,DATE,FOPR\n1,2025-01-01,3\n', real);
      const table = await readText(whole(bytes), () => ({ encoding }), new Problems());
      expect(table.text?.format.encoding).toBe(real);
      expect(table.columns[2]?.header).toBe('FOPR');
    },
  );
});

function whole(bytes: Uint8Array) {
  return {
    ...{ name: 'case.csv', size: bytes.length, head: bytes.subarray(0, 4096) },
    async *chunks() {
      yield bytes;
    },
  };
}
