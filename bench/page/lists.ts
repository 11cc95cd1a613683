import { heapMB, loadOf, scrollFrames } from './measure.ts';
import { benchSessions } from './sessions.ts';
import type { Visitor } from './visitor.ts';

const SESSIONS = 1000;
const AT_ONCE = 20;
const EDITS = 200;
const OPENED = 20;

export interface Heap {
  readonly opened: number;
  readonly after200Edits: number;
  readonly after20Sessions: number;
}

/** Memory after long use, in megabytes. */
export async function heapOf(visitor: Visitor): Promise<Heap> {
  const { imported } = await benchSessions();
  const { page, cdp, context } = await visitor.page();
  const titles = ['One of two', 'Two of two'] as const;
  const addresses = await Promise.all(
    titles.map((title) => visitor.save(context, imported, title)),
  );
  await loadOf(page, addresses[0] ?? '', 4);
  const opened = await heapMB(cdp);
  await page.getByRole('button', { name: 'Edit note' }).first().click();
  await page.keyboard.type('x'.repeat(EDITS));
  await page.keyboard.press('Escape');
  await page.waitForTimeout(1000);
  const after200Edits = await heapMB(cdp);
  await page.keyboard.press('Control+s');
  await page.waitForTimeout(1500);
  for (let i = 1; i <= OPENED; i++) {
    await page.keyboard.press('Control+o');
    await page
      .locator('.management-title', { hasText: titles[i % 2] ?? '' })
      .first()
      .click();
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    await page.locator('.chart .u-over').nth(3).waitFor();
  }
  const after20Sessions = await heapMB(cdp);
  await context.close();
  return { opened, after200Edits, after20Sessions };
}

/** Measures frames while a list of 1,000 sessions scrolls. */
export async function listOf(visitor: Visitor) {
  const { small } = await benchSessions();
  const { page, context } = await visitor.page();
  for (let i = 0; i < SESSIONS; i += AT_ONCE) {
    const titles = Array.from({ length: AT_ONCE }, (_, at) => `Session ${i + at}`);
    await Promise.all(titles.map((title) => visitor.save(context, small, title)));
  }
  await page.goto(visitor.url);
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
  await page.keyboard.press('Control+o');
  await page.locator('.management-row').nth(5).waitFor();
  const frames = await scrollFrames(page, 'dialog .ui-rows');
  await context.close();
  return frames;
}
