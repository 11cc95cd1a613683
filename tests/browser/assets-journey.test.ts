import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { newPage } from '../support/pages.ts';
import { addData, chartShows, elsewhere, save, withChart } from './data-steps.ts';
import { comeBack } from './elsewhere.ts';
import { openManagement, rowsOf } from './management-steps.ts';
import { newVisitor, openWith } from './workbench-open.ts';
import {
  addressIs,
  BACKED_UP,
  chooseInMenu,
  onStartPage,
  statusSays,
  toastSays,
} from './workbench-steps.ts';

const { url } = inject('stack');
const MONTHS = ['2020-01-01', '2020-02-01', '2020-03-01', '2020-04-01'];

/** Three realizations of V1: one at this level, which rises by 1 a month, one below it and one above it. */
function around(level: number): string {
  const rows = [-1, 0, 1].flatMap((by, real) =>
    MONTHS.map((date, month) => `${real},${date},${level + by + month}`),
  );
  return ['REALIZATION,DATE,V1', ...rows].join('\n');
}

/** Waits until the chart is drawn with these mean values and no others. */
async function chartHas(page: Page, means: Readonly<Record<string, number>>): Promise<void> {
  const said = Object.entries(means).map(
    ([name, mean]) =>
      `${name}, 3 realizations: the mean is ${mean} on 2020-01-01, highest with ${mean + 3} on 2020-04-01, and ${mean + 3} on 2020-04-01.`,
  );
  await chartShows(page, new RegExp(`^V1 over time. ${said.join(' ')}$`));
}

test('Imported data are available after a crash, in a kept copy, from the trash and in an earlier version', async () => {
  const here = await newVisitor(url);
  await openWith(here.page, url, withChart('V1'));
  const address = here.page.url();
  await addData(here.page, 'field', around(110));
  await statusSays(here.page, BACKED_UP);
  const sent: string[] = [];
  here.page.context().on('request', (request) => {
    if (request.method() === 'PUT') sent.push(request.url());
  });
  await here.page.close();

  // Nothing is in the cloud yet: the data are only on the device.
  const { page, errors } = await newPage(here.page.context(), here.user, url);
  await page.goto(address);
  expect(sent).toEqual([]);
  await page.getByRole('button', { name: 'Recover changes' }).click();
  await chartHas(page, { field: 110 });
  await save(page);
  expect(sent.filter((one) => one.includes('/assets/'))).toHaveLength(1);

  const other = await elsewhere(here);
  await other.page.goto(address);
  await chartHas(other.page, { field: 110 });
  await addData(other.page, 'theirs', around(210));
  await other.page.getByRole('button', { name: 'Ensembles', exact: true }).click();
  await other.page.getByRole('button', { name: 'Remove field' }).click();
  await chartHas(other.page, { theirs: 210 });
  await statusSays(other.page, BACKED_UP);
  await save(other.page);

  // Data set aside in the conflict were never uploaded; the kept copy needs those on the device.
  await addData(page, 'mine', around(310));
  // A slow page may have noticed the other version already.
  await statusSays(page, /backed up \d\d:\d\d:\d\d$/);
  await comeBack(page);
  const conflict = page.getByRole('dialog', { name: 'External changes detected' });
  await conflict.getByRole('button', { name: /^Load version 3/ }).click();
  await chartHas(page, { theirs: 210 });
  await chooseInMenu(page, 'Kept copies of the last 30 days...');
  const kept = page.getByRole('dialog', { name: 'Kept copies of the last 30 days' });
  await kept.getByRole('button', { name: 'Open Stored by a test' }).click();
  await addressIs(page, '');
  await chartHas(page, { field: 110, mine: 310 });

  // A device without any of the data gets them all from the cloud.
  const third = await elsewhere(here);
  await third.page.goto(url);
  await onStartPage(third.page);
  const dialog = await openManagement(third.page, 'Sessions');
  await dialog.getByLabel('Select Stored by a test', { exact: true }).check();
  await dialog.getByRole('button', { name: 'Delete...' }).click();
  await dialog.getByRole('button', { name: 'Delete 1 session' }).click();
  await toastSays(third.page, '1 session is in the trash');
  await dialog.getByRole('tab', { name: 'Trash' }).click();
  await dialog.getByRole('button', { name: 'Restore Stored by a test' }).click();
  await toastSays(third.page, '"Stored by a test" is back in the list');
  await dialog.getByRole('tab', { name: 'Sessions' }).click();
  await rowsOf(dialog).first().waitFor();
  await third.page.goto(address);
  await chartHas(third.page, { theirs: 210 });

  await chooseInMenu(third.page, 'Versions...');
  const versions = third.page.getByRole('dialog', { name: /^Versions of/ });
  await versions.getByRole('button', { name: /Version 2/ }).click();
  await versions.getByRole('button', { name: 'Restore version 2' }).click();
  await chartHas(third.page, { field: 110 });
  await save(third.page);
  await third.page.reload();
  await chartHas(third.page, { field: 110 });
  const none = { console: [], csp: [] };
  expect([errors, other.errors, third.errors]).toEqual([none, none, none]);
});

/** Changes one byte in the middle of everything that the device has of the data. */
async function spoilDevice(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const opening = indexedDB.open('holdfast-assets');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const names = ['assets', 'parts'];
    const store = (name: string) => database.transaction(names, 'readwrite').objectStore(name);
    let spoiled = 0;
    for (const name of names) {
      for (const key of await done(store(name).getAllKeys())) {
        const bytes = new Uint8Array(await (await done<Blob>(store(name).get(key))).arrayBuffer());
        const middle = bytes.length >> 1;
        bytes[middle] = (bytes[middle] ?? 0) ^ 1;
        await done(store(name).put(new Blob([bytes]), key));
        spoiled += 1;
      }
    }
    database.close();
    return spoiled;
  });
}

test('Wrong bytes on the device are not drawn but fetched again', async () => {
  const { page } = await newVisitor(url);
  await openWith(page, url, withChart('V1'));
  await addData(page, 'field', around(410));
  await statusSays(page, BACKED_UP);
  await save(page);
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'GET' && request.url().includes('/assets/'))
      fetched.push(request.url());
  });
  const isAsset = (address: string) => address.includes('/persistence/assets/');

  expect(await spoilDevice(page)).toBeGreaterThan(0);
  await page.reload();
  await chartHas(page, { field: 410 });
  expect(fetched.filter(isAsset)).toHaveLength(1);

  // What was fetched is kept, and was right: nothing is fetched again.
  await page.reload();
  await chartHas(page, { field: 410 });
  expect(fetched.filter(isAsset)).toHaveLength(1);
});
