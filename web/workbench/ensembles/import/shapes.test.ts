/** How files lay out the same data, and how several of them go together. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readContent } from '../../content/read.ts';
import type { ImportedSource } from '../../content/schema.ts';
import { addEnsemble } from '../../edits/ensembles.ts';
import { contentFrom } from '../../testing/contents.ts';
import {
  csvFile,
  EVERYTHING,
  importerOf,
  importFiles,
  PARAMETERS,
  readFiles,
  TEST_ASSETS,
  unpacked,
  VECTORS,
} from '../../testing/csv.ts';
import type { EnsembleData } from '../ensemble-data.ts';
import { ensembleCsv } from '../export-csv.ts';
import type { ImportProgress } from './reading.ts';

const DAYS = ['2018-01-01', '2018-02-01'];

/** Lines of realizations 0, 1 and 3 at two dates, each with the result of `cells`. */
const lines = (cells: (real: number, time: number) => (string | number)[]) =>
  [0, 1, 3].flatMap((real) => DAYS.map((_, time) => cells(real, time).join()));

const text = (head: string, cells: (real: number, time: number) => (string | number)[]) =>
  `${[head, ...lines(cells)].join('\n')}\n`;

const value = (real: number, time: number) => real * 10 + time;
const VALUES = [0, 1, 10, 11, 30, 31];
const valuesOf = (data: EnsembleData | undefined, name: string) => [
  ...(data?.vectors.get(name)?.values ?? []),
];

describe('columns that tell ensembles and parameters apart', () => {
  it('a webviz export becomes an ensemble with the name in it', async () => {
    const { reading, data } = await importFiles([
      csvFile(
        text('ENSEMBLE,DATE,REAL,"BPR:15,28,1"', (r, t) => [
          'iter-0',
          DAYS[t] ?? '',
          r,
          value(r, t),
        ]),
      ),
    ]);
    expect(reading.ensembles.map(({ name }) => name)).toEqual(['iter-0']);
    expect(valuesOf(data[0], 'BPR:15,28,1')).toEqual(VALUES);
  });

  it('iterations become ensembles, not vectors', async () => {
    const rows = [0, 3].flatMap((iter) =>
      lines((r, t) => [iter, r, DAYS[t] ?? '', value(r, t) + iter]),
    );
    const { reading, data } = await importFiles([
      csvFile(`ITER,REAL,DATE,FOPR\n${rows.join('\n')}`),
    ]);
    expect(reading.ensembles.map(({ name }) => name)).toEqual(['iter-0', 'iter-3']);
    expect(data.map((one) => [...one.vectors.keys()])).toEqual([['FOPR'], ['FOPR']]);
    expect(valuesOf(data[1], 'FOPR')).toEqual(VALUES.map((one) => one + 3));
  });

  it("columns of ERT's export that never change within a realization become parameters", async () => {
    const one = text(
      'Realization,Iteration,Date,Ensemble,COEFFS:a,MISFIT:TOTAL,FOPR,WWIR:A1',
      (r, t) => [r, 0, DAYS[t] ?? '', 'default_0', r / 10, r * 3.5, value(r, t), 0],
    );
    const { reading, data } = await importFiles([csvFile(one)]);
    expect(reading.ensembles.map(({ name }) => name)).toEqual(['default_0']);
    // A well that never injects still has its vector.
    expect([...(data[0]?.vectors.keys() ?? [])]).toEqual(['FOPR', 'WWIR:A1']);
    expect(data[0]?.parameters.get('COEFFS:a')).toMatchObject({
      values: Float64Array.of(0, 0.1, 0.3),
    });
    expect(data[0]?.parameters.get('MISFIT:TOTAL')).toMatchObject({
      values: Float64Array.of(0, 3.5, 10.5),
    });
  });

  it('text that never changes within a realization is a parameter, other text is left out and named', async () => {
    const one = csvFile(
      text('REAL,DATE,FOPR,RUNPATH,PHASE', (r, t) => [
        r,
        DAYS[t] ?? '',
        1,
        `/scratch/${r}`,
        t ? 'oil' : 'gas',
      ]),
    );
    const { reading, data } = await importFiles([one]);
    expect([...(data[0]?.parameters.keys() ?? [])]).toEqual(['RUNPATH']);
    expect(reading.groups[0]?.decisions).toEqual(['PHASE contains text and is left out']);
  });
});

it('names every column that is left out, and why', async () => {
  const body =
    'ROW,REAL,DATE,VECTOR,VALUE,EMPTY,WHO,N\n0,0,2018-01-01,A,1,,me,5\n1,0,2018-02-01,A,2,,you,6\n';
  const [group] = (await readFiles([csvFile(body)])).groups;
  expect(group?.decisions).toEqual([
    'EMPTY has no values and is left out',
    'WHO contains text and is left out',
    'ROW only counts the rows and is left out',
    'N is left out',
  ]);
});

describe('layouts', () => {
  it.each<[string, File, string]>([
    [
      'a column for each realization',
      csvFile(
        `DATE,0,1,3\n${DAYS.map((day, t) => [day, value(0, t), value(1, t), value(3, t)].join()).join('\n')}`,
        'FOPR.csv',
      ),
      'FOPR',
    ],
    [
      'a column for each realization, REAL0',
      csvFile(
        `DATE,REAL0,REAL1,REAL3\n${DAYS.map((day, t) => [day, value(0, t), value(1, t), value(3, t)].join()).join('\n')}`,
        'FOPR.csv',
      ),
      'FOPR',
    ],
    [
      'a row for each vector',
      csvFile(text('REAL,DATE,VECTOR,VALUE', (r, t) => [r, DAYS[t] ?? '', 'FOPR', value(r, t)])),
      'FOPR',
    ],
    [
      'a row for each well',
      csvFile(text('REAL,DATE,WELL,OIL,WATER', (r, t) => [r, DAYS[t] ?? '', 'A1', value(r, t), 7])),
      'OIL:A1',
    ],
    [
      'year and month in columns',
      csvFile(text('REAL,Year,Month,Oil', (r, t) => [r, 2018, t + 1, value(r, t)])),
      'Oil',
    ],
    [
      'days beside a date',
      csvFile(text('REAL,TIME,DATE,FOPR', (r, t) => [r, t * 30.5, DAYS[t] ?? '', value(r, t)])),
      'FOPR',
    ],
  ])('%s', async (_, one, vector) => {
    const { data } = await importFiles([one]);
    expect([...(data[0]?.realizations ?? [])]).toEqual([0, 1, 3]);
    expect([...(data[0]?.times ?? [])]).toEqual(DAYS.map((day) => Date.parse(day) / 1000));
    expect(valuesOf(data[0], vector)).toEqual(VALUES);
  });

  it('two different values of a vector for one realization and date are refused', async () => {
    const { problems } = await readFiles([
      csvFile('REAL,DATE,VECTOR,VALUE\n0,2018-01-01,A,1\n0,2018-01-01,A,2\n'),
    ]);
    expect(problems.map(({ line }) => line)).toEqual([3]);
  });

  it('realizations as large as random seeds', async () => {
    const { data } = await importFiles([
      csvFile('REAL,DATE,V\n422851786,2018-01-01,2\n422851785,2018-01-01,1\n'),
    ]);
    expect([...(data[0]?.realizations ?? [])]).toEqual([422851785, 422851786]);
  });

  it('a run that stopped early is missing after its end, with a note', async () => {
    const { reading, data } = await importFiles([
      csvFile('REAL,DATE,V\n0,2018-01-01,1\n0,2018-02-01,2\n1,2018-01-01,3\n'),
    ]);
    expect(valuesOf(data[0], 'V')).toEqual([1, 2, 3, Number.NaN]);
    expect(reading.notes).toEqual([
      'vectors: no line for 1 of 4 pairs of realization and date; their values are missing.',
    ]);
  });
});

describe('several files', () => {
  const single = (real: number, name: string) =>
    csvFile(`DATE,FOPR\n${DAYS.map((day, t) => `${day},${value(real, t)}`).join('\n')}`, name);

  it('without a realization are numbered by their names', async () => {
    const files = [
      single(3, 'realization-3.csv'),
      single(0, 'realization-0.csv'),
      single(1, 'realization-1.csv'),
    ];
    const { data, reading } = await importFiles(files);
    expect([...(data[0]?.realizations ?? [])]).toEqual([0, 1, 3]);
    expect(valuesOf(data[0], 'FOPR')).toEqual(VALUES);
    expect(reading.notes).toEqual(['3 files: by their names, they are realizations 0, 1 and 3.']);
  });

  it('without numbers in their names are numbered in order, and a single one is realization 0', async () => {
    const { data } = await importFiles([single(1, 'base.csv'), single(0, 'alpha.csv')]);
    expect([...(data[0]?.realizations ?? [])]).toEqual([0, 1]);
    expect(valuesOf(data[0], 'FOPR')).toEqual([0, 1, 10, 11]);
    const alone = await importFiles([single(3, 'run 2019.csv')]);
    expect([...(alone.data[0]?.realizations ?? [])]).toEqual([0]);
  });

  it('of vectors and parameters go together, whatever their order', async () => {
    const { data } = await importFiles([csvFile(PARAMETERS, 'p.csv'), csvFile(VECTORS)]);
    expect([data[0]?.vectors.size, data[0]?.parameters.size]).toEqual([2, 2]);
    expect(data[0]?.parameters.get('CONCEPT')).toEqual({
      kind: 'category',
      name: 'CONCEPT',
      categories: ['braided', 'meandering'],
      codes: Int32Array.of(0, 1),
    });
  });

  it('about the same realizations and dates are separate ensembles', async () => {
    const { reading } = await importFiles([
      csvFile(VECTORS, 'before.csv'),
      csvFile(VECTORS.replace('100', '101'), 'after.csv'),
      csvFile(PARAMETERS, 'p.csv'),
    ]);
    expect(reading.ensembles.map(({ name, parameters }) => [name, parameters.length])).toEqual([
      ['before', 2],
      ['after', 2],
    ]);
  });

  it('with other vectors of the same realizations are one ensemble', async () => {
    const other = csvFile(VECTORS.replace('FOPR [Sm3/d],FOPT', 'FWPR,FWPT'), 'water.csv');
    const { data } = await importFiles([csvFile(VECTORS), other]);
    expect(data.map((one) => [...one.vectors.keys()])).toEqual([['FOPR', 'FOPT', 'FWPR', 'FWPT']]);
  });

  it('that share a vector and differ in it are not mixed', async () => {
    const other = csvFile('REAL,DATE,FOPT,FWPT\n0,2025-01-01,7,8\n', 'other.csv');
    const { reading, data } = await importFiles([csvFile(VECTORS), other]);
    expect(reading.ensembles.map(({ name }) => name)).toEqual(['vectors', 'other']);
    expect(valuesOf(data[0], 'FOPT')[0]).toBe(0);
  });

  it('with parameters of several ensembles give the rows of the right one', async () => {
    const both = csvFile(
      'ENSEMBLE,REAL,FWL\niter-0,0,1\niter-0,2,2\niter-3,0,5\niter-3,2,6\n',
      'p.csv',
    );
    const { data, reading } = await importFiles([csvFile(VECTORS, 'reek-iter-3.csv'), both]);
    expect(data[0]?.parameters.get('FWL')).toMatchObject({ values: Float64Array.of(5, 6) });
    expect(reading.notes).toEqual([
      'p.csv: the parameters of iter-3 are used for reek-iter-3; those of iter-0 are left out.',
    ]);
  });

  it('parameters.txt, one for each realization, many at once', async () => {
    const parameters = [0, 2].map((real) =>
      csvFile(
        `COEFFS:a ${real / 10}\nSENSNAME  fwl\nCOEFFS:b  ${real}\n`,
        `realization-${real}-parameters.txt`,
      ),
    );
    const { data } = await importFiles([csvFile(VECTORS), ...parameters]);
    expect(data[0]?.parameters.get('COEFFS:a')).toMatchObject({ values: Float64Array.of(0, 0.2) });
    expect(data[0]?.parameters.get('SENSNAME')).toMatchObject({
      kind: 'category',
      categories: ['fwl'],
    });
  });

  it('a parameter with an en dash as its minus sign is text, and the person is told why', async () => {
    const { groups } = await readFiles([csvFile('REAL,A\n0,\u20131.5\n1,2.5\n')]);
    expect(groups[0]?.decisions).toEqual([
      'A is read as text, because "\u20131.5" in line 2 begins with an en dash, not with a minus sign. If it means missing, add it to the missing values',
    ]);
  });

  it('in a zip archive', async () => {
    const { data } = await importFiles([
      zipOf({ 'case/v.csv': VECTORS, 'case/p.csv': PARAMETERS }),
    ]);
    expect([data[0]?.vectors.size, data[0]?.parameters.size]).toEqual([2, 2]);
  });
});

describe('parameters', () => {
  const parametersOf = async (body: string) => {
    const { data, reading } = await importFiles([csvFile(VECTORS), csvFile(body, 'p.csv')]);
    return {
      parameters: data[0]?.parameters,
      decisions: reading.groups.flatMap(({ decisions }) => decisions),
    };
  };

  it('with a pandas index', async () => {
    const { parameters } = await parametersOf(',REAL,FWL\n0,0,1700\n1,2,1702\n');
    expect([...(parameters?.keys() ?? [])]).toEqual(['FWL']);
  });

  it('may be text, constant or missing', async () => {
    const { parameters } = await parametersOf('REAL,A,B,C\n0,x,5,true\n2,,5,false\n');
    expect(parameters?.get('A')).toMatchObject({ categories: ['x'], codes: Int32Array.of(0, -1) });
    expect(parameters?.get('B')).toMatchObject({ values: Float64Array.of(5, 5) });
    expect(parameters?.get('C')).toMatchObject({ categories: ['false', 'true'] });
  });

  it('stay numbers with inf among them, with a note', async () => {
    const { parameters, decisions } = await parametersOf('REAL,FWL\n0,1700\n2,inf\n');
    expect(parameters?.get('FWL')).toMatchObject({
      kind: 'number',
      values: Float64Array.of(1700, Number.NaN),
    });
    expect(decisions).toContain('FWL has "inf" once, read as missing');
  });

  it('become text because of one text among numbers, and its line is named', async () => {
    const body = 'REAL,FWL\n0,1700\n2,1e5 m\n3,1\n4,1\n';
    const vectors = `${VECTORS}3,2025-01-01,1,1\n4,2025-01-01,1,1\n`;
    const { reading } = await importFiles([csvFile(vectors), csvFile(body, 'p.csv')]);
    expect(reading.groups[1]?.decisions).toEqual([
      'FWL is read as text, because "1e5 m" in line 3 is not a number. If it means missing, add it to the missing values',
    ]);
  });

  it('with too many different texts are left out and named', async () => {
    const rows = Array.from({ length: 1001 }, (_, real) => `${real},/scratch/${real},1`);
    const { decisions } = {
      decisions: (await readFiles([csvFile(`REAL,RUNPATH,FWL\n${rows.join('\n')}`)])).groups[0]
        ?.decisions,
    };
    expect(decisions).toEqual([
      'RUNPATH is left out: it has 1001 different texts, more than the allowed 1000',
    ]);
  });

  it('without vectors are added to an existing ensemble', async () => {
    const [source] = await packed(csvFile(VECTORS));
    const importer = importerOf(csvFile('ENSEMBLE,REAL,FWL\na,2,5\nb,2,6\nb,9,7\n', 'later.csv'));
    const { additions, ensembles } = await importer.read({});
    expect(ensembles).toEqual([]);
    expect(additions).toMatchObject({
      labels: ['a', 'b'],
      parameters: ['FWL'],
      realizations: [2, 9],
    });
    const added = await unpacked(await importer.packInto(await target(source, 'b')));
    expect(added.parameters.get('FWL')).toMatchObject({ values: Float64Array.of(Number.NaN, 6) });
    expect(added.vectors.size).toBe(2);
  });
});

describe('observations', () => {
  const OBSERVED =
    'DATE;VECTOR;VALUE;ERROR;COMMENTS\n2025-02-14;FOPR;100.0;10.0;separator test\n2025-01-20;FOPR;152.9;;shut-in\n';

  it('become part of the ensemble in the same files', async () => {
    const { data } = await importFiles([csvFile(VECTORS), csvFile(OBSERVED, 'observed.csv')]);
    expect(data[0]?.observations?.get('FOPR')).toEqual({
      ...{ vector: 'FOPR', unit: '' },
      times: Float64Array.of(Date.UTC(2025, 0, 20) / 1000, Date.UTC(2025, 1, 14) / 1000),
      values: Float64Array.of(152.9, 100),
      errors: Float64Array.of(Number.NaN, 10),
    });
  });

  it('without vectors are added to an existing ensemble, and the content accepts them', async () => {
    const [source] = await packed(csvFile(VECTORS));
    const importer = importerOf(csvFile(OBSERVED, 'observed.csv'));
    expect((await importer.read({})).additions).toMatchObject({ observationCount: 2 });
    const added = await importer.packInto(await target(source, ''));
    const content = addEnsemble(contentFrom('empty'), { name: 'Mine', source: added });
    expect(readContent(JSON.parse(JSON.stringify(content)))).toEqual({ ok: true, content });
    expect((await unpacked(added)).observations?.size).toBe(1);
  });
});

describe("the person's changes apply", () => {
  it('to the role and unit of a column, and leave one out', async () => {
    const [group] = (await readFiles([csvFile(VECTORS)])).groups;
    const columns = { FOPT: { role: 'left out' }, 'FOPR [Sm3/d]': { unit: 'm3/d' } } as const;
    const { data } = await importFiles([csvFile(VECTORS)], { [group?.shape ?? '']: { columns } });
    expect([...(data[0]?.vectors.values() ?? [])].map(({ name, unit }) => [name, unit])).toEqual([
      ['FOPR', 'm3/d'],
    ]);
  });

  it('to every file with the same header', async () => {
    const [first] = (await readFiles([csvFile(VECTORS)])).groups;
    const [second] = (await readFiles([csvFile(VECTORS.replaceAll('2025', '2031'), 'other.csv')]))
      .groups;
    expect(second?.shape).toBe(first?.shape);
  });

  it('to the preview, which shows values as read and the assumptions', async () => {
    const one = csvFile('REAL;DATE;V\n0;01.02.2018;3.970,50\n0;01.03.2018;#N/A\n');
    const [group] = (await readFiles([one])).groups;
    expect(group?.rows).toEqual([
      ['0', '2018-02-01', '3970.5'],
      ['0', '2018-03-01', 'missing'],
    ]);
    expect(group?.format).toEqual({ encoding: 'utf-8', delimiter: ';', decimal: ',' });
  });
});

it('thins dates to the last of each month', async () => {
  const importer = importerOf(
    csvFile('REAL,DATE,V\n0,2018-01-01,1\n0,2018-01-20,2\n0,2018-02-01,3\n1,2018-01-20,5\n'),
  );
  await importer.read({});
  const [source] = await importer.pack({ ...EVERYTHING, thinning: 'monthly' });
  expect(valuesOf(await unpacked(source as ImportedSource), 'V')).toEqual([2, 3, 5, Number.NaN]);
});

it('reads to the second', async () => {
  const { data } = await importFiles([
    csvFile('REAL,DATE,V\n0,17.01.1996 21:57:52,1\n0,17.01.1996 21:57:53,2\n'),
  ]);
  expect([...(data[0]?.times ?? [])]).toEqual([
    Date.UTC(1996, 0, 17, 21, 57, 52) / 1000,
    Date.UTC(1996, 0, 17, 21, 57, 53) / 1000,
  ]);
});

it('reads exactly the numbers that were saved as CSV', async () => {
  const body = `REAL,DATE,FOPR [Sm3/d],"A, ""b"""\n0,2018-01-01,0.1234567890123456,1e39\n1,2018-01-01 12:30:01,-0.0,5e-324\n1,2018-02-01,12345678.91,\n`;
  const {
    data: [before],
  } = await importFiles([csvFile(body), csvFile('REAL,CONCEPT\n0,a b\n1,"c;d"\n', 'p.csv')]);
  const text = [...ensembleCsv(before as EnsembleData)];
  expect(text[0]?.startsWith('\uFEFFREAL,DATE,FOPR [Sm3/d]')).toBe(true);
  const {
    data: [after],
  } = await importFiles([new File(text, 'again.csv')]);
  expect(after?.vectors).toEqual(before?.vectors);
  expect(after?.times).toEqual(before?.times);
  expect(after?.parameters).toEqual(before?.parameters);
});

it('reports progress that never decreases within a stage', async () => {
  const seen: ImportProgress[] = [];
  const { Importer } = await import('./importer.ts');
  const rows = Array.from({ length: 9000 }, (_, i) => `${i},2025-01-01,${i}`);
  const importer = new Importer(
    [csvFile(`real,date,V\n${rows.join('\n')}\n`)],
    (one) => seen.push(one),
    () => new Date(0),
    TEST_ASSETS.put,
  );
  await importer.read({});
  await importer.pack(EVERYTHING);
  const reading = seen.filter(({ stage }) => stage === 'reading').map(({ done }) => done);
  expect(reading.at(-1)).toBe(1);
  expect(reading).toEqual([...reading].sort((a, b) => a - b));
  expect(seen.at(-1)).toEqual({ stage: 'packing', done: 1 });
});

async function target(source: ImportedSource | undefined, label: string) {
  if (!source) throw new Error('Nothing was packed');
  return { source, label, realizations: (await unpacked(source)).realizations };
}

async function packed(...files: File[]): Promise<ImportedSource[]> {
  const importer = importerOf(...files);
  await importer.read({});
  return importer.pack(EVERYTHING);
}

/** A zip archive, as APPNOTE 4.3 describes it. */
function zipOf(files: Readonly<Record<string, string>>): File {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, Buffer.from(name));
    parts.push(local, Buffer.from(name), data);
    at += 30 + name.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return new File([Buffer.concat([...parts, ...directory, end])], 'case.zip');
}
