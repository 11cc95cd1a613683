import { describe, expect, it } from 'vitest';
import { readContent } from '../../content/read.ts';
import { addEnsemble } from '../../edits/ensembles.ts';
import { contentFrom } from '../../testing/contents.ts';
import { csvFile, PARAMETERS, runImport, VECTORS } from '../../testing/csv.ts';
import { unpackEnsemble } from '../unpack.ts';
import { chooseColumns } from './choose-columns.ts';
import { importFiles } from './import-files.ts';
import type { ImportedFiles, ImportProgress } from './outcome.ts';

async function imported(...files: File[]): Promise<ImportedFiles> {
  const outcome = await runImport(...files);
  if (outcome.kind !== 'imported') throw new Error(JSON.stringify(outcome.problems));
  return outcome;
}

describe('importing CSV files', () => {
  it('gives vectors by realization and time, with their units, and parameters by realization', async () => {
    const { source, realizations } = await imported(csvFile(VECTORS), csvFile(PARAMETERS, 'p.csv'));
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
    const { source } = await imported(csvFile(VECTORS), csvFile(PARAMETERS, 'p.csv'));
    const content = addEnsemble(contentFrom('empty'), { name: 'Mine', source });
    expect(readContent(JSON.parse(JSON.stringify(content)))).toEqual({ ok: true, content });
  });

  it('tells which file is which by the date column, whatever their order', async () => {
    const { source, previews } = await imported(csvFile(PARAMETERS, 'p.csv'), csvFile(VECTORS));
    expect([source.vectors.length, source.parameters.length]).toEqual([2, 2]);
    expect(previews.map((one) => one.file)).toEqual(['p.csv', 'vectors.csv']);
  });

  it('takes rows in any order, and leaves empty what has no row', async () => {
    const { source, notes } = await imported(
      csvFile('real;date;V\n5;2025-03-01;3\n1;2025-01-01;1\n5;2025-01-01;2\n'),
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
    const data = await unpackEnsemble((await imported(csvFile(text))).source);
    expect(data.vectors.get('V')?.values[0]).toBe(1.5);
    expect(data.times[0]).toBe(Date.UTC(2025, 0) / 1000);
  });

  it('shows the first lines as they are in the file', async () => {
    const { previews } = await imported(csvFile(VECTORS));
    expect(previews[0]?.header).toEqual(['REALIZATION', 'DATE', 'FOPR [Sm3/d]', 'FOPT']);
    expect(previews[0]?.rows[1]).toEqual(['0', '2025-02-01', '90.5', '3100']);
  });

  it('tells how far it is, never backwards within a stage', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `${i},2025-01-01,${i}`).slice(0, 9000);
    const seen: ImportProgress[] = [];
    await importFiles(
      [csvFile(`real,date,V\n${rows.join('\n')}\n`)],
      (one) => seen.push(one),
      () => new Date(0),
    );
    const reading = seen.filter(({ stage }) => stage === 'reading').map(({ done }) => done);
    expect(reading.at(-1)).toBe(1);
    expect(reading).toEqual([...reading].sort((a, b) => a - b));
    expect(seen.at(-1)).toEqual({ stage: 'packing', done: 1 });
  });

  it('can leave vectors and parameters out afterwards', async () => {
    const { source } = await imported(csvFile(VECTORS), csvFile(PARAMETERS, 'p.csv'));
    const chosen = chooseColumns(source, new Set(['FOPT']), new Set());
    const data = await unpackEnsemble(chosen);
    expect([[...data.vectors.keys()], data.parameters.size]).toEqual([['FOPT'], 0]);
  });

  it('notes realizations without parameters, and parameters without vectors', async () => {
    const { notes } = await imported(csvFile(VECTORS), csvFile('real,P\n0,1\n7,2\n', 'p.csv'));
    expect(notes).toEqual([
      'No parameters for realization 2.',
      'Parameters without vectors left out: 7.',
    ]);
  });
});
