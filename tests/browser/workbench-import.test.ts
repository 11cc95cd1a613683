import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Float32,
  Int32,
  Table,
  TimestampMillisecond,
  tableToIPC,
  vectorFromArray,
} from 'apache-arrow';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { servePage } from '../../bench/serve-page.ts';
import { ROOT } from '../../local/root.ts';
import { writeSummary } from '../../web/workbench/ensembles/import/testing/write-summary.ts';
import { contentFrom } from '../../web/workbench/testing/contents.ts';
import { signInAs } from '../support/pages.ts';
import { newTestContext } from '../support/test-browser.ts';
import { newUser } from '../support/users.ts';
import { addData, withChart } from './data-steps.ts';
import { dropFile, dropFiles } from './drop-files.ts';
import { newVisitor, openWith } from './workbench-open.ts';

const { url } = inject('stack');
const MIB = 1024 * 1024;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-import-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const YEARS = [2030, 2031, 2032];

function vectors(realizations: number, columns: number): string {
  const names = Array.from({ length: columns }, (_, i) => `V${i + 1} [m3]`);
  const lines = [`realization,date,${names.join(',')}`];
  for (let real = 0; real < realizations; real++) {
    for (const year of YEARS) {
      const values = names.map((_, i) => Math.sin((real + 1) * (i + 1) * year).toFixed(7));
      lines.push(`${real},${year}-01-01,${values.join(',')}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function parameters(realizations: number): string {
  const lines = Array.from({ length: realizations }, (_, real) => `${real},${real / 10}`);
  return `realization,PORO\n${lines.join('\n')}\n`;
}

test('CSV files are chosen, previewed, added as an ensemble, and removed again', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, contentFrom('empty'));
  const paths = [join(folder, 'north sea.csv'), join(folder, 'inputs.csv')];
  await writeFile(paths[0] ?? '', vectors(6, 2));
  await writeFile(paths[1] ?? '', parameters(5));

  await page.getByRole('button', { name: 'Ensembles', exact: true }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  await (await chooser).setFiles(paths);
  const dialog = page.getByRole('dialog', { name: 'Import data' });
  await dialog
    .getByText('6 realizations, 3 dates from 2030-01-01 to 2032-01-01, 2 vectors, 1 parameter.')
    .waitFor();
  await dialog.getByText('north sea: no parameters for realization 5.').waitFor();
  await dialog.getByText('How north sea.csv was read').click();
  await dialog.getByRole('region', { name: 'First rows of north sea.csv, as read' }).waitFor();
  expect(await dialog.getByLabel('Name').inputValue()).toBe('north sea');
  await dialog.getByLabel('Name').fill('Measured');
  await dialog.getByRole('button', { name: 'Add ensemble' }).click();
  await page.getByText('6 realizations, 3 dates, 2 vectors, 1 parameter').waitFor();
  await page.getByRole('button', { name: /^Measured 6 realizations$/ }).waitFor();

  await page.getByRole('button', { name: 'Remove Measured' }).click();
  await page.getByText('No ensembles yet.').waitFor();
  await page.getByRole('button', { name: /^North Flank/ }).click();
  await page.getByText('100 realizations, 240 dates').waitFor();

  expect(errors).toEqual({ console: [], csp: [] });
});

test('A dropped file with malformed lines is refused with the number of every such line', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, contentFrom('empty'));
  const lines = vectors(2, 1).split('\n');
  lines[1] = '0,2030-01-01,twelve';
  lines[3] = '0,someday,1';
  lines[4] = '1,2030-01-01,1,2';
  await dropFile(page, 'broken.csv', lines.join('\n'));
  const dialog = page.getByRole('dialog', { name: 'Import data' });
  await dialog.getByText('Nothing can be added until these problems are solved.').waitFor();
  const problems = dialog.getByRole('table').first().locator('tbody tr');
  await expect
    .poll(() => problems.locator('td:nth-child(2)').allTextContents())
    .toEqual(['2', '4', '5']);
  for (const text of await problems.locator('td:nth-child(3)').allTextContents()) {
    expect(text.length).toBeGreaterThan(10);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await page.locator('.strip-item').count()).toBe(0);

  expect(errors).toEqual({ console: [], csp: [] });
});

test('Data of any size can be added without the excluded vectors', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, contentFrom('empty'));
  await dropFile(page, 'large.csv', vectors(1000, 220));
  const dialog = page.getByRole('dialog', { name: 'Import data' });
  const add = dialog.getByRole('button', { name: 'Add ensemble' });
  await dialog.getByRole('button', { name: 'Leave out all' }).click();
  await dialog.getByText('Take at least one vector.').waitFor();
  expect(await add.isDisabled()).toBe(true);
  for (const name of ['V1', 'V2', 'V3']) await dialog.getByLabel(name, { exact: true }).check();
  await dialog.getByText('Vectors: 3 of 220').waitFor();
  await expect.poll(() => add.isEnabled()).toBe(true);
  await add.click();
  await page.getByRole('button', { name: /^large 1000 realizations$/ }).waitFor();
  await page.getByRole('button', { name: 'Ensembles', exact: true }).click();
  await page.getByText('1000 realizations, 3 dates, 3 vectors').waitFor();

  expect(errors).toEqual({ console: [], csp: [] });
});

test('The import asks what a file leaves open, its answers can be changed, and are remembered for the next time', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, contentFrom('empty'));
  const text = 'Sim;Day;Rate\n0;1/2/2018;1.500\n0;1/3/2018;?\n1;1/2/2018;2.500\n1;1/3/2018;3.500\n';
  await dropFile(page, 'sims.csv', text);
  const dialog = page.getByRole('dialog', { name: 'Import data' });
  await dialog.getByText(/"\?" in column Rate is not a number/).waitFor();
  await dialog.getByLabel('Treat as missing').fill('?');
  await dialog.getByLabel('Treat as missing').press('Tab');
  await dialog.getByText(/^Is "1.500" 1500 or 1.500\?/).waitFor();
  await dialog.getByRole('button', { name: 'A comma before decimals' }).click();
  await dialog.getByRole('button', { name: 'Day first' }).click();
  const rows = dialog.getByRole('region', { name: 'First rows of sims.csv, as read' });
  await rows.getByRole('row', { name: '0 2018-02-01 1500' }).waitFor();
  await rows.getByRole('row', { name: '0 2018-03-01 ?' }).waitFor();
  await dialog
    .getByText('2 realizations, 2 dates from 2018-02-01 to 2018-03-01, 1 vector')
    .waitFor();
  await dialog.getByLabel('Unit of Rate').fill('Sm3/d');
  await dialog.getByLabel('Unit of Rate').press('Tab');
  await dialog.getByRole('button', { name: 'Add ensemble' }).click();
  await page.getByRole('button', { name: /^sims 2 realizations$/ }).waitFor();

  await dropFile(page, 'again.csv', text);
  await dialog
    .getByText('2 realizations, 2 dates from 2018-02-01 to 2018-03-01, 1 vector')
    .waitFor();
  expect(await dialog.getByLabel('Unit of Rate').inputValue()).toBe('Sm3/d');
  await dialog.getByRole('button', { name: 'Add ensemble' }).click();
  await page.getByRole('button', { name: /^again 2 realizations$/ }).waitFor();

  // Another person in the same browser is asked: a unit is nobody else's choice.
  await page.evaluate(() => localStorage.setItem('holdfast:remembered:import-choices', '{}'));
  await signInAs(page.context(), newUser(), url);
  await openWith(page, url, contentFrom('empty'));
  await dropFile(page, 'theirs.csv', text);
  await dialog.getByText(/"\?" in column Rate is not a number/).waitFor();
  const keys = await page.evaluate(() => Object.keys(localStorage));
  expect(keys).not.toContain('holdfast:remembered:import-choices');

  expect(errors).toEqual({ console: [], csp: [] });
  await page.context().close();
});

test('Files that are dropped meanwhile wait for an answer', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, contentFrom('empty'));
  await dropFile(page, 'first.csv', vectors(3, 2));
  const dialog = page.getByRole('dialog', { name: 'Import data' });
  await dialog.getByText('3 realizations, 3 dates').waitFor();
  await dropFiles(page, [new File([parameters(3)], 'inputs.csv')], 'dialog');
  await dialog.getByText('inputs.csv was dropped while first.csv is being imported.').waitFor();
  await dialog.getByText('3 realizations, 3 dates').waitFor();
  await dialog.getByRole('button', { name: 'Import all together' }).click();
  await dialog.getByText(/3 realizations, 3 dates .* 2 vectors, 1 parameter\./).waitFor();

  expect(errors).toEqual({ console: [], csp: [] });
  await page.context().close();
});

test('Parquet, Arrow and Eclipse summaries are read, and can replace the data of an ensemble', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, contentFrom('empty'));
  const dates = ['2018-01-01', '2018-02-01'].map((day) => new Date(day));
  const parquet = parquetWriteBuffer({
    columnData: [
      { name: 'REAL', data: [0, 0, 1, 1], type: 'INT32' },
      { name: 'DATE', data: [...dates, ...dates], type: 'TIMESTAMP' },
      { name: 'FOPR', data: [1, 2, 3, 4], type: 'DOUBLE' },
    ],
  });
  await dropFiles(page, [new File([parquet], 'unsmry.parquet')]);
  const dialog = page.getByRole('dialog');
  await dialog
    .getByText('2 realizations, 2 dates from 2018-01-01 to 2018-02-01, 1 vector')
    .waitFor();
  await dialog.getByRole('button', { name: 'Add ensemble' }).click();
  await page.getByRole('button', { name: /^unsmry 2 realizations$/ }).waitFor();

  const table = new Table({
    REAL: vectorFromArray([0, 1, 2], new Int32()),
    DATE: vectorFromArray([dates[0], dates[0], dates[0]], new TimestampMillisecond()),
    FOPR: vectorFromArray([1, 2, 3], new Float32()),
  });
  const arrow = tableToIPC(table, 'file') as Uint8Array<ArrayBuffer>;
  await page.getByRole('button', { name: 'Ensembles', exact: true }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Replace the data of unsmry' }).click();
  await (await chooser).setFiles([{ name: 'new.arrow', mimeType: '', buffer: Buffer.from(arrow) }]);
  await dialog.getByText('3 realizations, 1 date').waitFor();
  await dialog.getByRole('button', { name: 'Replace data' }).click();
  await page.getByRole('button', { name: /^unsmry 3 realizations$/ }).waitFor();

  const summary = writeSummary([
    { keyword: 'TIME', unit: 'DAYS', values: [0, 31] },
    { keyword: 'WOPR', wgname: 'A-1', unit: 'SM3/DAY', values: [1, 2] },
  ]);
  await dropFiles(page, summary);
  await dialog
    .getByText('1 realization, 2 dates from 2018-01-01 to 2018-02-01, 2 vectors')
    .waitFor();
  await dialog.getByRole('button', { name: 'Add ensemble' }).click();
  await page.getByRole('button', { name: /^CASE 1 realization$/ }).waitFor();

  expect(errors).toEqual({ console: [], csp: [] });
  await page.context().close();
});

test('A file of 20 MB is read, checked and packed without the page itself reading any of it, so it stays responsive', async () => {
  const bench = await servePage(join(ROOT, 'bench/import'), {
    page: 'page.ts',
    import: '../../web/import.worker.ts',
  });
  try {
    const page = await (await newTestContext()).newPage();
    await page.goto(bench.url);
    const [fileBytes, packedBytes, readings] = await page.evaluate(async (bytes) => {
      const size = window.makeFile(bytes, 10);
      const called: string[] = [];
      for (const name of ['stream', 'slice', 'arrayBuffer', 'text'] as const) {
        const read = Blob.prototype[name] as (...of: unknown[]) => unknown;
        Object.assign(Blob.prototype, {
          [name](this: Blob, ...of: unknown[]) {
            if (this instanceof File) called.push(name);
            return read.apply(this, of);
          },
        });
      }
      const times = await window.measureImport();
      return [size, times.packedBytes, called] as const;
    }, 20 * MIB);
    expect(fileBytes).toBeGreaterThanOrEqual(20 * MIB);
    expect(packedBytes).toBeGreaterThan(0);
    expect(readings).toEqual([]);
  } finally {
    await bench.close();
  }
});

test('A card that was there before any data is titled by what it shows once there are some', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, withChart(''));
  await page.getByRole('article', { name: 'Time series', exact: true }).waitFor();
  await addData(page, 'Base', vectors(3, 2));
  await page.getByRole('article', { name: 'V1, time series', exact: true }).waitFor();
  expect(errors).toEqual({ console: [], csp: [] });
});
