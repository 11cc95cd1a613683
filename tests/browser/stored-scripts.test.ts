/** Scripts hidden in a session's texts, opened by another person as a snapshot. */
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import {
  contentWithScripts,
  SCRIPT_MARK,
  scriptCorpus,
} from '../../web/workbench/testing/script-corpus.ts';
import type { PageErrors } from '../support/pages.ts';
import { newVisitor, store } from './workbench-open.ts';

const { url } = inject('stack');
/** By how many fields the corpus is shifted from one content to the next. */
const STEP = 3;
/** Charts on the content's first and second dashboard. */
const TIME_SERIES = 3;
const DISTRIBUTION_AND_CROSS_PLOT = 2;
const PATIENT = { timeout: 60_000 };

interface Victim {
  readonly page: Page;
  readonly errors: PageErrors;
  /** Addresses outside the site that were requested, and addresses that the page navigated to. */
  readonly escapes: string[];
}

async function newVictim(): Promise<Victim> {
  const { page, errors } = await newVisitor(url);
  const escapes: string[] = [];
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(`${url}/`) && !/^(data|blob):/.test(address)) escapes.push(address);
  });
  page.on('dialog', (dialog) => {
    escapes.push(`a dialog that says ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, errors, escapes };
}

/** Opens a snapshot and both of its dashboards, and waits until everything is drawn. */
async function openSnapshot({ page }: Victim, id: string): Promise<void> {
  await page.goto(`${url}/?snapshot=${id}`);
  await page.locator('.note').first().waitFor();
  await drawn(page, TIME_SERIES);
  await dashboardTabs(page).nth(1).click();
  await page.getByRole('table').first().waitFor();
  await drawn(page, DISTRIBUTION_AND_CROSS_PLOT);
}

function dashboardTabs(page: Page) {
  return page.getByRole('navigation', { name: 'Dashboards' }).locator('.tabs-button');
}

async function drawn(page: Page, charts: number): Promise<void> {
  const canvases = page.locator('article canvas');
  await expect.poll(() => canvases.count(), PATIENT).toBeGreaterThanOrEqual(charts);
}

async function expectNothingRan({ page, errors, escapes }: Victim, id: string): Promise<void> {
  const marks = await Promise.all(
    page
      .frames()
      .map((frame) => frame.evaluate((mark) => Reflect.get(globalThis, mark), SCRIPT_MARK)),
  );
  expect(marks.filter((mark) => mark !== undefined)).toEqual([]);
  expect(page.frames()).toHaveLength(1);
  expect(new URL(page.url()).search).toBe(`?snapshot=${id}`);
  expect({ csp: errors.csp, escapes }).toEqual({ csp: [], escapes: [] });
}

describe('a snapshot with scripts in every text', () => {
  test('Nothing runs, no other site is contacted and nothing is reported when another person opens it', async () => {
    const attacker = await newVisitor(url);
    const victim = await newVictim();
    for (let start = 0; start < scriptCorpus.length; start += STEP) {
      const content = await contentWithScripts(start);
      const id = await store(attacker.page, url, 'snapshots', content);
      await openSnapshot(victim, id);
      await expectNothingRan(victim, id);
    }
  });

  test('Nothing runs in panels, menus, tables and dialogs either', async () => {
    const attacker = await newVisitor(url);
    const victim = await newVictim();
    const content = await contentWithScripts(0);
    const id = await store(attacker.page, url, 'snapshots', content);
    await openSnapshot(victim, id);
    const { page } = victim;
    for (const name of ['Ensembles', 'Realization filter', 'Annotations', 'Settings']) {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('complementary', { name }).waitFor();
    }
    for (const tab of await dashboardTabs(page).all()) {
      await tab.click();
      await page.getByRole('article').first().hover();
    }
    await expectNothingRan(victim, id);
  });
});

test('A part with invalid fields is left out, with its name, and nothing of it gets onto the page', async () => {
  const attacker = await newVisitor(url);
  const victim = await newVictim();
  const content = await contentWithScripts(0);
  const broken = {
    ...content,
    settings: {
      ...content.settings,
      ensembleColors: { a: 'red;background:url(//off-origin.example)' },
    },
  } as SessionContent;
  const id = await store(attacker.page, url, 'snapshots', broken);
  await victim.page.goto(`${url}/?snapshot=${id}`);
  await victim.page
    .getByText(/is shown without the parts that cannot be read: .*settings/i)
    .waitFor();
  await victim.page.getByRole('article').first().waitFor();
  expect((await victim.page.content()).includes('red;background')).toBe(false);
  await expectNothingRan(victim, id);
});
