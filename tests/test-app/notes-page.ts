/** Actions on a page of the test application, and what it shows. */
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Timings } from '../../web/kernel/index.ts';

/** For texts on the screen; generous because the machine may be busy, and not asked often for the same reason. */
const SCREEN = { timeout: 60_000, interval: 100 };

export type Line = 'state' | 'status' | 'backup' | 'cloud' | 'offered' | 'session';

export interface Start {
  readonly session?: string;
  readonly snapshot?: string;
  readonly timings?: Partial<Timings>;
  readonly journalTimeoutMs?: number;
}

export async function openNotes(
  context: BrowserContext,
  url: string,
  at: Start = {},
): Promise<Page> {
  const page = await context.newPage();
  await goToNotes(page, url, at);
  return page;
}

export async function goToNotes(page: Page, url: string, at: Start = {}): Promise<void> {
  const query = new URLSearchParams();
  if (at.session) query.set('session', at.session);
  if (at.snapshot) query.set('snapshot', at.snapshot);
  if (at.timings) query.set('timings', JSON.stringify(at.timings));
  if (at.journalTimeoutMs) query.set('journal-timeout-ms', String(at.journalTimeoutMs));
  await page.goto(`${url}/?${query}`);
  await started(page);
}

/** Waits until the application knows what to show. */
export async function started(page: Page): Promise<void> {
  await page.waitForFunction(() => window.app !== undefined, null, { timeout: SCREEN.timeout });
}

/** Creates a session with one note and waits until the screen says that it is backed up. */
export async function beginNotes(page: Page, text: string): Promise<void> {
  await page.evaluate(() => window.app.begin());
  await add(page, text);
  await backedUp(page);
}

export function add(page: Page, text: string): Promise<void> {
  return page.evaluate((note) => window.app.add(note), text);
}

export function texts(page: Page): Promise<string[]> {
  return page.evaluate(() => window.app.texts());
}

export function line(page: Page, id: Line): Promise<string> {
  return page.evaluate((name) => document.getElementById(name)?.textContent ?? '', id);
}

export async function says(page: Page, id: Line, words: RegExp): Promise<void> {
  await expect.poll(() => line(page, id), SCREEN).toMatch(words);
}

export function backedUp(page: Page): Promise<void> {
  return says(page, 'backup', /^Unsaved changes, backed up \d\d:\d\d:\d\d$/);
}

export function saved(page: Page): Promise<void> {
  // The date is shown if the clocks of device and server disagree.
  return says(page, 'status', /^Saved (\d{1,2} \w+( \d{4})?, )?\d\d:\d\d$/);
}

/** Presses "Save" and does not wait. */
export function pressSave(page: Page): Promise<void> {
  return page.evaluate(() => {
    void window.app.service.save();
  });
}

/** Opens the only buffer that is offered. */
export async function recoverOnly(page: Page): Promise<void> {
  await says(page, 'offered', /^\S+$/);
  await page.evaluate(() => {
    const { state, recover } = window.app.service;
    return state.kind === 'LocalRecovery' ? recover(state.buffers[0]?.bufferId ?? '') : undefined;
  });
  await says(page, 'state', /^Loaded$/);
}

/** Every status that the screen has shown since the start. */
export function said(page: Page): Promise<string[]> {
  return page.evaluate(() => [...window.app.said]);
}

let edits = 0;
/** A text that no other edit has. */
export function unique(): string {
  edits += 1;
  return `edit-${edits}-${Math.random().toString(36).slice(2)}`;
}
