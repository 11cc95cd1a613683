import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { sessionText } from '../../web/workbench/session-file/session-text.ts';
import { contentFrom } from '../../web/workbench/testing/contents.ts';
import { dropFile } from './drop-files.ts';
import { newVisitor, openWith, store } from './workbench-open.ts';

const { url } = inject('stack');
const FILE = sessionText(
  { title: 'From a file', description: null },
  contentFrom('field-overview'),
);

async function onStartPage(): Promise<Page> {
  const { page } = await newVisitor(url);
  await page.goto(url);
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
  return page;
}

test('A session file dropped on the start page opens as a new session', async () => {
  const page = await onStartPage();
  await dropFile(page, 'study.holdfast.json', FILE);
  await page.getByRole('heading', { name: 'From a file' }).waitFor();
});

test('Data dropped on the start page are imported into a new session', async () => {
  const page = await onStartPage();
  await dropFile(page, 'data.csv', 'REAL,PORO\n0,0.2\n1,0.3\n');
  await page
    .getByRole('dialog', { name: 'Import data' })
    .getByText(/2 realizations/)
    .waitFor();
});

test('Opening a file over unsaved work says where that work is', async () => {
  const { page } = await newVisitor(url);
  await openWith(page, url, contentFrom('empty'));
  await page.getByRole('button', { name: 'Edit title and description' }).click();
  await page.getByRole('dialog').getByLabel('Title').fill('Changed and not saved');
  await page.getByRole('dialog').getByRole('button').last().click();
  await page.getByRole('heading', { name: 'Changed and not saved' }).waitFor();
  await dropFile(page, 'study.holdfast.json', FILE);
  await page.getByRole('heading', { name: 'From a file' }).waitFor();
  await page
    .getByText('The unsaved changes to "Changed and not saved" stay on this device.')
    .waitFor();
});

test('If nothing can be done with a file, the page says so and stays', async () => {
  const { page } = await newVisitor(url);
  const id = await store(page, url, 'snapshots', contentFrom('field-overview'));
  await page.goto(`${url}/?snapshot=${id}`);
  await page.getByText('Snapshot, read-only.').waitFor();
  await dropFile(page, 'data.csv', 'REAL,PORO\n0,0.2\n');
  await page.getByText('You can import data only into a session of your own').waitFor();
  expect(page.url()).toBe(`${url}/?snapshot=${id}`);
});

test('A text that does not fit into a field is refused with its length, never truncated', async () => {
  const { page } = await newVisitor(url);
  await openWith(page, url, contentFrom('empty'));
  await page.getByRole('button', { name: 'Edit title and description' }).click();
  const title = page.getByRole('dialog').getByLabel('Title');
  await title.fill('Mine');
  await page.keyboard.press('End');
  await page.keyboard.insertText('x'.repeat(150));
  await page
    .getByRole('dialog')
    .getByText(
      'Nothing was inserted: the text would have 154 characters, and at most 120 fit here.',
    )
    .waitFor();
  expect(await title.inputValue()).toBe('Mine');
});
