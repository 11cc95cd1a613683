/**
 * `npm run screenshots` makes `docs/images/*.png` from the real product: builds it, starts its own stack, and goes through
 * the main screens as two people.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startStack } from '../local/stack.ts';
import { launchChromium, newContext } from '../tests/support/chromium.ts';
import { newPage } from '../tests/support/pages.ts';
import { alice, bob, type User } from '../tests/support/users.ts';
import { ROOT } from './build/root.ts';
import { build } from './build.ts';

const IMAGES = join(ROOT, 'docs/images');
const PHONE = { width: 390, height: 844 };
/** Charts and panels are drawn a moment after their data has loaded. */
const SETTLE_MS = 600;

const folder = await mkdtemp(join(tmpdir(), 'holdfast-screenshots-'));
await build({ outDir: join(folder, 'dist') });
const stack = await startStack({ dist: join(folder, 'dist'), dataDir: folder, quiet: true });
const browser = await launchChromium();
try {
  await mkdir(IMAGES, { recursive: true });
  await takeAll(browser);
  console.log(`Wrote ${IMAGES}.`);
} finally {
  await browser.close();
  await stack.close();
  await rm(folder, { recursive: true });
}

async function takeAll(browser: Browser): Promise<void> {
  const page = await signedIn(browser, alice);
  for (const [title, description] of [
    ['Northern blocks, base case', 'History match of November #base-case #week-48'],
    ['Water injection, late start', '#water-injection #week-48'],
  ] as const) {
    await openTemplate(page, 'Field overview');
    await save(page, title, description);
  }
  await openTemplate(page, 'Compare two ensembles');
  await page.keyboard.press('Control+s');
  await nameIt(page, 'Two models compared');
  await take(page, 'save');
  await confirm(page);

  await page.keyboard.press('Control+Shift+L');
  await nameIt(page, 'For the review on Friday');
  await confirm(page);
  const share = page.getByRole('dialog', { name: 'Snapshot created' });
  const snapshot = await share.getByRole('textbox').inputValue();
  await page.keyboard.press('Escape');
  await writeNote(page, '# Two models side by side\nThe flank declines later.');
  await take(page, 'session');
  await page.emulateMedia({ colorScheme: 'dark' });
  await take(page, 'session-dark');
  await page.emulateMedia({ colorScheme: 'light' });

  await page.keyboard.press('Control+o');
  await page.locator('.management-row').nth(2).waitFor();
  await take(page, 'management');
  await page.keyboard.press('Escape');

  await changeElsewhere(page);
  await page.getByRole('dialog').getByRole('row').nth(1).waitFor();
  await take(page, 'conflict');
  await page.keyboard.press('Escape');
  const url = page.url();
  await page.close();

  const next = await page.context().newPage();
  await next.goto(url);
  await next.getByRole('dialog').getByText('FOPR').first().waitFor();
  await take(next, 'recovery');
  await next.keyboard.press('Escape');
  await next.goto(stack.url);
  await next.getByRole('button', { name: 'Not now' }).click();
  await next.getByText(/with unsaved changes/).waitFor();
  await take(next, 'start');

  const visitor = await signedIn(browser, bob);
  await visitor.goto(snapshot);
  await visitor.getByText('Snapshot, read-only.').waitFor();
  await take(visitor, 'snapshot');
  await visitor.setViewportSize(PHONE);
  await take(visitor, 'phone');
}

async function signedIn(browser: Browser, user: User): Promise<Page> {
  const { page } = await newPage(await newContext(browser), user, stack.url);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(stack.url);
  return page;
}

async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  for (const toast of await page.getByRole('button', { name: 'Dismiss' }).all()) {
    await toast.click().catch(() => undefined);
  }
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
}

async function openTemplate(page: Page, title: string): Promise<void> {
  if ((await page.getByRole('heading', { name: /^Welcome/ }).count()) === 0) {
    await page.getByTitle('Start page').click();
  }
  await page.getByRole('button', { name: new RegExp(`^${title}`) }).click();
  await page.locator('.chart canvas').first().waitFor();
}

async function nameIt(page: Page, title: string): Promise<void> {
  await page.getByRole('dialog').getByLabel('Title').fill(title);
}

async function confirm(page: Page): Promise<void> {
  const form = page.getByRole('dialog').locator('form');
  await form.getByRole('button').last().click();
  await form.waitFor({ state: 'detached' });
}

async function save(page: Page, title: string, description: string): Promise<void> {
  await page.keyboard.press('Control+s');
  await nameIt(page, title);
  await page.getByRole('dialog').getByLabel('Description').fill(description);
  await confirm(page);
}

/** Saves the open session from another tab, with changes that partly conflict with those made here. */
async function changeElsewhere(page: Page): Promise<void> {
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other
    .getByRole('navigation', { name: 'Dashboards' })
    .getByRole('button')
    .first()
    .dblclick();
  await other.getByLabel('Name of the dashboard').fill('Rates');
  await other.keyboard.press('Enter');
  await writeNote(other, '# Two models side by side\nAgreed with the reservoir team.');
  await other.keyboard.press('Control+s');
  await other.getByText('Session saved successfully').waitFor();
  await other.close();
}

async function writeNote(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Edit note' }).click();
  await page.getByLabel('Text of the note, in Markdown').fill(text);
  await page.getByRole('button', { name: 'Done' }).click();
  await page
    .getByText(/backed up \d/)
    .first()
    .waitFor();
}
