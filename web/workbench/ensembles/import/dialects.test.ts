/** Files as people and programs write them; each row is one kind of file. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { csvFile, importFiles, readFiles } from '../../testing/csv.ts';
import type { Choices } from './mapping.ts';

const REALIZATIONS = [0, 1, 3];
const DAYS = ['2018-01-01', '2018-02-01', '2018-03-01', '2018-04-01'];
const TIMES = DAYS.map((day) => Date.parse(day) / 1000);
/** More than 7 digits, as a 32-bit simulator prints them. */
const rate = (real: number, time: number) => 3970.234130859375 + real * 397.0234 - time * 50.25;
const RATES = REALIZATIONS.flatMap((real) => DAYS.map((_, time) => rate(real, time)));

interface Look {
  readonly delimiter?: string;
  readonly head?: readonly string[];
  readonly realization?: (real: number) => string;
  readonly date?: (day: string, time: number) => string;
  readonly value?: (value: number) => string;
  readonly end?: string;
}

/** A file of realizations, dates and rates in one dialect. */
function file(look: Look = {}, rows: (lines: string[]) => string[] = (lines) => lines): File {
  const { delimiter = ',', head = ['REAL', 'DATE', 'FOPR'], end = '\n' } = look;
  const { realization = String, date = (day) => day, value = String } = look;
  const lines = REALIZATIONS.flatMap((real) =>
    DAYS.map((day, time) =>
      [realization(real), date(day, time), value(rate(real, time))].join(delimiter),
    ),
  );
  return csvFile(rows([head.join(delimiter), ...lines]).join(end) + end, 'case.csv');
}

/** A file with another text in one cell: the rate of realization 1 in February. */
const withCell = (text: string) => file({}, (lines) => lines.with(6, `1,2018-02-01,${text}`));

async function ratesOf(files: readonly File[], choices: Choices = {}, vector = 'FOPR') {
  const { data } = await importFiles(files, choices);
  expect(data).toHaveLength(1);
  expect([...(data[0]?.realizations ?? [])]).toEqual(REALIZATIONS);
  expect([...(data[0]?.times ?? [])]).toEqual(TIMES);
  return [...(data[0]?.vectors.get(vector)?.values ?? [])];
}

async function decisionsOf(one: File): Promise<string> {
  const { groups, notes } = await readFiles([one]);
  return [...groups.flatMap(({ decisions }) => decisions), ...notes].join('\n');
}

async function problemsOf(one: File): Promise<string[]> {
  const { problems } = await readFiles([one]);
  return problems.map(({ line, message, more }) => `${line ?? 'file'}: ${message} +${more}`);
}

const german = (value: number) => String(value).replace('.', ',');
const cents = (value: number) => Math.round(value * 100) / 100;
const grouped = (value: number, mark: string, decimal: string) => {
  const [whole = '', part] = cents(value).toFixed(2).split('.');
  return `${whole.slice(0, -3)}${mark}${whole.slice(-3)}${decimal}${part}`;
};
const excelSerial = (day: string) =>
  String((Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000);
const parts = (day: string) => day.split('-') as [string, string, string];
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR'];

describe('the same numbers are read from', () => {
  it.each<[string, File]>([
    ['plain CSV', file()],
    [
      'CRLF line ends and a byte order mark',
      file({ end: '\r\n', head: ['\uFEFFREAL', 'DATE', 'FOPR'] }),
    ],
    ['CR line ends', file({ end: '\r' })],
    ['tabs', file({ delimiter: '\t' })],
    ['bars', file({ delimiter: '|' })],
    ['blanks', file({ delimiter: '   ' })],
    ['semicolons and decimal commas', file({ delimiter: ';', value: german })],
    ['tabs and decimal commas', file({ delimiter: '\t', value: german })],
    ['blanks and decimal commas', file({ delimiter: '  ', value: german })],
    ['commas and decimal commas in quotes', file({ value: (one) => `"${german(one)}"` })],
    [
      'everything in quotes',
      file({
        head: ['"REAL"', '"DATE"', '"FOPR"'],
        realization: (r) => `"${r}"`,
        date: (d) => `"${d}"`,
        value: (v) => `"${v}"`,
      }),
    ],
    [
      'a hint for Excel in the first line',
      file({ delimiter: ';' }, (lines) => ['sep=;', ...lines]),
    ],
    [
      'a hint for Excel and CR line ends',
      file({ delimiter: ';', end: '\r' }, (lines) => ['sep=;', ...lines]),
    ],
    [
      'comments',
      file({}, (lines) => [
        '# exported by res2df',
        ...lines.slice(0, 3),
        '# half',
        ...lines.slice(3),
      ]),
    ],
    ['a title line', file({}, (lines) => ['Clean water 60degC', ...lines])],
    ['title lines and a blank one', file({}, (lines) => ['Run 12', 'made by hand', '', ...lines])],
    ['a trailing delimiter on all lines', file({}, (lines) => lines.map((line) => `${line},`))],
    [
      'a trailing delimiter on the rows',
      file({}, (lines) => lines.map((line, i) => (i ? `${line},` : line))),
    ],
    ['rows of delimiters at the end', file({}, (lines) => [...lines, ',,', ',,'])],
    ['a header with a line break', file({ head: ['REAL', 'DATE', '"FOPR\n[Sm3/d]"'] })],
    [
      'an unnamed index column',
      file({}, (lines) => lines.map((line, i) => `${i ? i - 1 : ''},${line}`)),
    ],
    [
      'an index column of pandas',
      file({}, (lines) => lines.map((line, i) => `${i ? i - 1 : 'Unnamed: 0'},${line}`)),
    ],
    ['row names of R', file({}, (lines) => lines.map((line, i) => `"${i || ''}",${line}`))],
    ['a row twice', file({}, (lines) => [...lines, lines[3] ?? ''])],
    [
      'the same vector twice',
      file({}, (lines) => lines.map((line) => `${line},${line.split(',')[2]}`)),
    ],
    ['rows in any order', file({}, ([head = '', ...lines]) => [head, ...lines.reverse()])],
    ['realizations written "realization-1"', file({ realization: (r) => `realization-${r}` })],
    ['realizations written "Real 1"', file({ realization: (r) => `Real ${r}` })],
    ['realizations written "R1"', file({ realization: (r) => `R${r}` })],
    ['realizations written "001"', file({ realization: (r) => `00${r}` })],
    ['realizations written "1.0"', file({ realization: (r) => `${r}.0` })],
    ['realizations written "1e0"', file({ realization: (r) => `${r}e0` })],
    ['realizations written "1 "', file({ realization: (r) => `${r} ` })],
    [
      'numbers written 1.5D+03',
      file({ value: (v) => `${v / 1000}D+03` }, (lines) =>
        lines.map((line, i) => (i ? `${line.replace(/[^,]*$/, '')}${RATES[i - 1]}D+00` : line)),
      ),
    ],
    [
      'a text column among the vectors',
      file({}, (lines) => lines.map((line, i) => `${line},${i ? ['oil', 'gas'][i % 2] : 'PHASE'}`)),
    ],
    [
      'gzip',
      new File(
        [
          gzipSync(
            Buffer.from(
              'REAL,DATE,FOPR\n'.concat(
                REALIZATIONS.flatMap((r, i) =>
                  DAYS.map((day, t) => `${r},${day},${RATES[i * 4 + t]}\n`),
                ).join(''),
              ),
            ),
          ),
        ],
        'case.csv.gz',
      ),
    ],
  ])('%s', async (_, one) => {
    expect(await ratesOf([one])).toEqual(RATES);
  });

  it.each([
    'REAL_NO',
    'Realization number',
    'realization_no',
    'Real #',
    'Run',
    'Case',
    'Model',
    'SIM',
    'iens',
    'RealID',
    'Realization [-]',
    'REALIZATION.',
  ])('a realization column named %s', async (name) => {
    expect(await ratesOf([file({ head: [name, 'DATE', 'FOPR'] })])).toEqual(RATES);
  });

  it.each([
    'Date',
    'TIMESTAMP',
    'DATEPRD',
    'Day',
    'date_time',
    'Date (UTC)',
    'DATE [YYYY-MM-DD]',
    'Month',
    'Period',
    'When it was',
  ])('a date column named %s', async (name) => {
    expect(await ratesOf([file({ head: ['REAL', name, 'FOPR'] })])).toEqual(RATES);
  });

  it.each<[string, (day: string, time: number) => string]>([
    ['1-Feb-18', (day, time) => `1-${MONTHS[time]?.toLowerCase()}-${day.slice(2, 4)}`],
    ['01-FEB-2018', (day, time) => `01-${MONTHS[time]}-${day.slice(0, 4)}`],
    ['1 FEB 2018', (day, time) => `1 ${MONTHS[time]} ${day.slice(0, 4)}`],
    ['Feb 1, 2018', (day, time) => `"${MONTHS[time]} 1, ${day.slice(0, 4)}"`],
    ['2018/02/01', (day) => day.replaceAll('-', '/')],
    ['20180201', (day) => day.replaceAll('-', '')],
    ['01.02.2018', (day) => parts(day).reverse().join('.')],
    ['1.2.2018 00:00', (day) => `${parts(day).map(Number).reverse().join('.')} 00:00`],
    ['2018-02', (day) => day.slice(0, 7)],
    ['201802', (day) => day.slice(0, 7).replace('-', '')],
    ['Feb-18', (day, time) => `${MONTHS[time]}-${day.slice(2, 4)}`],
    ['an Excel serial', excelSerial],
    ['seconds since 1970', (day) => String(Date.parse(day) / 1000)],
    ['milliseconds since 1970', (day) => String(Date.parse(day))],
    ['2018-02-01T00:00:00+00:00', (day) => `${day}T00:00:00+00:00`],
    ['2018-02-01 00:00:00+01:00', (day) => `${day} 00:00:00+01:00`],
    ['2018-02-01T00:00:00.000Z', (day) => `${day}T00:00:00.000Z`],
    ['2018-02-01T00:00:00.000000000', (day) => `${day}T00:00:00.000000000`],
    ['2018-2-1', (day) => parts(day).map(Number).join('-')],
  ])('dates written %s', async (_, date) => {
    expect(await ratesOf([file({ date })])).toEqual(RATES);
  });

  it('two-digit months with AM and PM, once the order is known', async () => {
    const one = file({ date: (day) => `${Number(parts(day)[1])}/1/2018 12:00:00 AM` });
    const { questions } = await readFiles([one]);
    expect(questions.map(({ kind }) => kind)).toEqual(['date order']);
    const [{ shape } = { shape: '' }] = questions;
    expect(await ratesOf([one], { [shape]: { dateOrder: 'month first' } })).toEqual(RATES);
  });

  it('Windows-1252, whose unit has a superscript', async () => {
    const text = `REAL,DATE,FOPR [Sm\u00b3/d]\n${REALIZATIONS.flatMap((r) => DAYS.map((day, t) => `${r},${day},${rate(r, t)}\n`)).join('')}`;
    const one = new File([Buffer.from(text, 'latin1')], 'case.csv');
    expect(await ratesOf([one])).toEqual(RATES);
    const { data } = await importFiles([one]);
    expect(data[0]?.vectors.get('FOPR')?.unit).toBe('Sm\u00b3/d');
    expect(await decisionsOf(one)).toContain('read as Windows-1252');
    // It stays that where a person chooses UTF-8, which it is not.
    const [{ shape } = { shape: '' }] = (await readFiles([one])).groups;
    const asUtf8 = await readFiles([one], { [shape]: { encoding: 'utf-8' } });
    expect(asUtf8.groups[0]?.format?.encoding).toBe('windows-1252');
    expect(asUtf8.groups[0]?.decisions.join()).toContain('read as Windows-1252');
  });

  it.each(['utf-16le', 'utf-16be'])('%s with a byte order mark', async (encoding) => {
    const bytes = Buffer.from(`\uFEFF${await file({ delimiter: '\t' }).text()}`, 'utf16le');
    if (encoding === 'utf-16be') bytes.swap16();
    expect(await ratesOf([new File([bytes], 'case.txt')])).toEqual(RATES);
  });

  it.each<[string, Look]>([
    ['3.970,23', { delimiter: ';', value: (v) => grouped(v, '.', ',') }],
    ['"3,970.23"', { value: (v) => `"${grouped(v, ',', '.')}"` }],
    ['3 970,23 with a narrow blank', { delimiter: ';', value: (v) => grouped(v, '\u202f', ',') }],
    ["3'970.23", { delimiter: ';', value: (v) => grouped(v, "'", '.') }],
  ])('thousands written %s', async (_, look) => {
    expect(await ratesOf([file(look)])).toEqual(RATES.map(cents));
  });

  it('several groups of thousands, which show the decimal mark', async () => {
    const one = file({ delimiter: ';', value: () => '1.234.567' });
    expect(await ratesOf([one])).toEqual(RATES.map(() => 1_234_567));
  });

  it('whole numbers with a comma in quotes, and says so', async () => {
    const one = file({ value: (v) => `"${Math.round(v).toLocaleString('en')}"` });
    expect(await ratesOf([one])).toEqual(RATES.map(Math.round));
    expect(await decisionsOf(one)).toContain('"3,970" is read as 3970');
  });
});

describe('the person is asked', () => {
  it('whether 3.970 is 3970, if no number shows the decimal mark', async () => {
    const one = file({ delimiter: ';', value: (v) => grouped(v, '.', '').slice(0, 5) });
    const { questions } = await readFiles([one]);
    expect(questions).toMatchObject([{ kind: 'decimal' }]);
    expect(questions[0]?.text).toContain('Is "3.970" 3970 or 3.970?');
    const shape = questions[0]?.shape ?? '';
    expect((await ratesOf([one], { [shape]: { decimal: ',' } }))[0]).toBe(3970);
    expect((await ratesOf([one], { [shape]: { decimal: '.' } }))[0]).toBe(3.97);
  });

  it('but not if one number shows it, even far down in the file', async () => {
    const one = file({ delimiter: ';', value: () => '1.000' }, (lines) => [
      ...lines.slice(0, -1),
      '3;2018-04-01;0.5',
    ]);
    expect((await readFiles([one])).questions).toEqual([]);
  });

  it('which day is day 0, if a column only counts days', async () => {
    const one = file({
      head: ['REAL', 'TIME', 'FOPR'],
      date: (day) => String((Date.parse(day) - Date.parse('2018-01-01')) / 86_400_000),
    });
    const { questions } = await readFiles([one]);
    expect(questions).toMatchObject([{ kind: 'start date' }]);
    expect(
      await ratesOf([one], { [questions[0]?.shape ?? '']: { startDate: '2018-01-01' } }),
    ).toEqual(RATES);
  });

  it('but not for the order of day and month, if one date shows it', async () => {
    const one = csvFile('REAL,DATE,V\n0,1/2/2018,1\n0,13/2/2018,2\n');
    const { data } = await importFiles([one]);
    expect([...(data[0]?.times ?? [])]).toEqual([
      Date.UTC(2018, 1, 1) / 1000,
      Date.UTC(2018, 1, 13) / 1000,
    ]);
  });
});

describe('a missing value', () => {
  it.each([
    'inf',
    '-inf',
    'Infinity',
    '1.#INF',
    '-1.#IND',
    '#N/A',
    '#DIV/0!',
    '#NV',
    '<NA>',
    'NaT',
    'None',
    'NULL',
    'nan',
    '-nan(ind)',
    '--',
    '.',
    'n/a',
    'NA',
    '-',
  ])('is written %s, with a note', async (text) => {
    const values = await ratesOf([withCell(text)]);
    expect(values).toEqual(RATES.with(5, Number.NaN));
    expect(await decisionsOf(withCell(text))).toContain(`FOPR has "${text}" once, read as missing`);
  });

  it.each(['', ' '])('is empty: "%s"', async (text) => {
    expect(await ratesOf([withCell(text)])).toEqual(RATES.with(5, Number.NaN));
  });

  it.each(['?', '*', 'missing'])('is not %s, unless the person says so', async (text) => {
    expect(await problemsOf(withCell(text))).toEqual([
      `7: "${text}" in column FOPR is not a number; correct it, add it to the missing values, or leave the column out. +0`,
    ]);
    const [group] = (await readFiles([withCell(text)])).groups;
    expect(await ratesOf([withCell(text)], { [group?.shape ?? '']: { missing: [text] } })).toEqual(
      RATES.with(5, Number.NaN),
    );
  });

  it('may be -999.25, which is kept unless the person says so', async () => {
    expect((await ratesOf([withCell('-999.25')]))[5]).toBe(-999.25);
    expect(await decisionsOf(withCell('-999.25'))).toContain(
      'FOPR has the value -999.25 once; it is kept',
    );
    const [group] = (await readFiles([withCell('-999.25')])).groups;
    expect(
      (await ratesOf([withCell('-999.25')], { [group?.shape ?? '']: { missing: ['-999.25'] } }))[5],
    ).toBeNaN();
  });
});

describe('"none" in parameters', () => {
  const files = (...facies: string[]) => [
    file(),
    csvFile(
      `REAL,FACIES\n${REALIZATIONS.map((real, i) => `${real},${facies[i]}`).join('\n')}\n`,
      'parameters.csv',
    ),
  ];
  const read = async (of: readonly File[], choices: Choices = {}) => {
    const { reading, data } = await importFiles(of, choices);
    const decisions = reading.groups.flatMap((group) => group.decisions).join('\n');
    return { parameter: data[0]?.parameters.get('FACIES'), decisions, groups: reading.groups };
  };

  it('is a word among words, with a note', async () => {
    const { parameter, decisions } = await read(files('sand', 'none', 'none'));
    expect(parameter).toMatchObject({
      categories: ['none', 'sand'],
      codes: Int32Array.of(1, 0, 0),
    });
    expect(decisions).toContain(
      'FACIES has "none" 2 times, read as a word. If it means missing, add it to the missing values',
    );
    expect(decisions).not.toContain('read as missing');
  });

  it('is a missing value among numbers, with a note', async () => {
    const { parameter, decisions } = await read(files('1', 'None', '3'));
    expect(parameter).toMatchObject({
      kind: 'number',
      values: Float64Array.of(1, Number.NaN, 3),
    });
    expect(decisions).toContain('FACIES has "None" once, read as missing');
  });

  it('is shown in the preview as it is read, whatever the first file has', async () => {
    const one = (facies: string, real: number) =>
      csvFile(`PORO 0.2\nFACIES ${facies}\nSEED 7\n`, `realization-${real}/parameters.txt`);
    const shown = async (...facies: string[]) => {
      const { groups } = await read([
        file(),
        ...REALIZATIONS.map((real, i) => one(facies[i] ?? '', real)),
      ]);
      return groups.flatMap(({ rows }) => rows.flat()).filter((cell) => /none|missing/i.test(cell));
    };
    expect(await shown('None', '2', '3')).toEqual(['missing']);
    expect(await shown('none', 'sand', '3')).toEqual(['none']);
  });

  it('is missing among words if the person says so', async () => {
    const { groups } = await read(files('sand', 'none', 'shale'));
    const choices = Object.fromEntries(groups.map(({ shape }) => [shape, { missing: ['none'] }]));
    const { parameter } = await read(files('sand', 'none', 'shale'), choices);
    expect(parameter).toMatchObject({
      categories: ['sand', 'shale'],
      codes: Int32Array.of(0, -1, 1),
    });
  });

  it('is a word also where each realization has its own file of keys and values', async () => {
    const one = (facies: string, real: number) =>
      csvFile(`PORO 0.2\nFACIES ${facies}\nSEED 7\n`, `realization-${real}/parameters.txt`);
    const { parameter, decisions } = await read([
      file(),
      ...REALIZATIONS.map((real) => one(real === 1 ? 'none' : 'sand', real)),
    ]);
    expect(parameter).toMatchObject({
      categories: ['none', 'sand'],
      codes: Int32Array.of(1, 0, 1),
    });
    expect(decisions).not.toContain('read as missing');
  });
});

describe('a number', () => {
  it.each([
    ['+1.5', 1.5],
    ['1.5E3', 1500],
    ['1.5e+03', 1500],
    ['1.5D+03', 1500],
    ['1.5d3', 1500],
    ['.5', 0.5],
    ['5.', 5],
    ['-0.0', -0],
    ['5e-324', 5e-324],
    ['1e-40', 1e-40],
    ['1e38', 1e38],
    ['1e39', 1e39],
    ['-1e300', -1e300],
    ['1.7976931348623157e308', 1.7976931348623157e308],
    ['12345678901234567890', Number('12345678901234567890')],
    ['0.1234567890123456', 0.1234567890123456],
    ['16777217', 16777217],
    ['2147483648.5', 2147483648.5],
    ['9007199254740991', 9007199254740991],
    ['\u22121.5', -1.5],
    ['1.5E\u22123', 0.0015],
  ])('written %s is exactly the same', async (text, expected) => {
    expect((await ratesOf([withCell(text)]))[5]).toBe(expected);
  });

  it.each(['1_000', '12%', '12 m', "'12", '0x1F', '1e', '1e400', '1,5', '1.2.3'])(
    'written %s is refused with its line',
    async (text) => {
      const [problem] = await problemsOf(withCell(text.includes(',') ? `"${text}"` : text));
      expect(problem).toContain(`7: "${text}" in column FOPR is`);
    },
  );

  it.each(['0,970', "0'970", '-0,970'])(
    'written %s has no thousands, since none begins with 0',
    async (text) => {
      const [problem] = await problemsOf(withCell(`"${text}"`));
      expect(problem).toContain(`7: "${text}" in column FOPR is not a number`);
    },
  );

  it.each([
    ['\u2013', 'an en dash'],
    ['\u2014', 'an em dash'],
  ])('that begins with %s is refused, with the name of the dash', async (dash, name) => {
    expect(await problemsOf(withCell(`${dash}1.5`))).toEqual([
      `7: "${dash}1.5" in column FOPR begins with ${name}, which is not a minus sign; write "-" instead, or add it to the missing values. +0`,
    ]);
  });

  it('with a minus sign instead of a hyphen shows and doubts the decimal mark as with a hyphen', async () => {
    const readWith = async (minus: string, value: string) => {
      const one = file({ delimiter: ';', value: () => `${minus}${value}` });
      const { groups, problems, questions } = await readFiles([one]);
      const [{ format, rows } = {}] = groups;
      return { format, rows, problems: problems.length, questions: questions.length };
    };
    for (const value of ['1,5', '1.500,25', '1.500']) {
      expect(await readWith('\u2212', value)).toEqual(await readWith('-', value));
    }
    expect((await readWith('\u2212', '1.500')).questions).toBe(1);
  });

  it('with a different decimal mark names the mark', async () => {
    expect(await problemsOf(withCell('"1,5"'))).toEqual([
      '7: "1,5" in column FOPR is not a number with a decimal point, as the others are; correct it, or choose the other decimal mark. +0',
    ]);
  });
});

describe('names', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['with an index in round brackets', ['ROIP (1)', 'ROIP (2)'], ['ROIP (1)', 'ROIP (2)']],
    ['with a gradient', ['grad(f wrt x)', 'grad(f wrt y)'], ['grad(f wrt x)', 'grad(f wrt y)']],
    ['with a cell in square brackets', ['SPR[5]', 'SPR[6]'], ['SPR[5]', 'SPR[6]']],
    ['that only their units tell apart', ['P [bar]', 'P [psi]'], ['P [bar]', 'P [psi]']],
    ['with units that are no brackets', ['FOPR Sm3/d', 'FOPR_SM3'], ['FOPR Sm3/d', 'FOPR_SM3']],
    ['of pandas', ['FOPR', 'FOPR.1'], ['FOPR', 'FOPR.1']],
    ['twice, with other numbers', ['FOPR', 'FOPR'], ['FOPR', 'FOPR (2)']],
    ['of JavaScript', ['__proto__', 'constructor'], ['__proto__', 'constructor']],
    ['with quotes and commas', ['"BPR:15,28,1"', '"5"" casing"'], ['BPR:15,28,1', '5" casing']],
    ['with units', ['FOPR [Sm3/d]', 'WBHP (bar)'], ['FOPR', 'WBHP']],
  ])('%s are kept whole', async (_, headers, expected) => {
    const lines = ['0,2018-01-01,1,2', '0,2018-02-01,3,4'];
    const { data } = await importFiles([
      csvFile([['REAL', 'DATE', ...headers].join(), ...lines].join('\n')),
    ]);
    expect([...(data[0]?.vectors.keys() ?? [])]).toEqual(expected);
    expect([...(data[0]?.vectors.get(expected[1] ?? '')?.values ?? [])]).toEqual([2, 4]);
  });

  it('may be 2,500, each with its own value', async () => {
    const numbers = Array.from({ length: 2_500 }, (_, well) => well);
    const header = ['REAL', 'DATE', ...numbers.map((well) => `WOPR:W${well}`)];
    const { data } = await importFiles([
      csvFile(`${header}\n0,2018-01-01,${numbers.map((well) => well / 8)}\n`),
    ]);
    expect(
      [...(data[0]?.vectors.values() ?? [])].map(({ name, values }) => [name, values[0]]),
    ).toEqual(numbers.map((well) => [`WOPR:W${well}`, well / 8]));
  });

  it('may have their units in a line below', async () => {
    const text = 'REAL,DATE,FOPR,WBHP:A1\n,,SM3/DAY,BARSA\n0,2018-01-01,1,2\n0,2018-02-01,3,4\n';
    const { data } = await importFiles([csvFile(text)]);
    expect([...(data[0]?.vectors.values() ?? [])].map(({ unit }) => unit)).toEqual([
      'SM3/DAY',
      'BARSA',
    ]);
  });
});
