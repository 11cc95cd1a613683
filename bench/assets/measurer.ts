import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Page } from 'playwright-core';
import { ITEM_MAX_BYTES } from '../../contract/limits.ts';
import { launchChromium, newContext } from '../../tests/support/chromium.ts';
import { signInAs } from '../../tests/support/pages.ts';
import { cookieFor, newUser } from '../../tests/support/users.ts';
import { createRu, patchRu, readRu } from '../api/prices.ts';
import { type BenchContent, type Shape, withAssets, withDataInside } from './contents.ts';
import type { Link } from './link.ts';
import { pageMB } from './page-memory.ts';

const SLOW_BYTES_PER_SECOND = 20_000;
/** Timeout for everything: by then the app has given up, or a person has. */
const PATIENCE_MS = 150_000;
/** Bytes of an item without its content and hashes of assets, and bytes per hash. */
const ITEM_REST_BYTES = 800;
const HASH_BYTES = 67;
/** Number of patched fields: metadata, content, its encoding and the hashes. */
const PATCHED_FIELDS = 4;

/** Figures of one session in one of the two schemes. Null: refused by the server, or timed out. */
export interface Scheme {
  readonly dataBytes: number;
  readonly columns: number;
  /** Bytes that the browser sends to save a changed word, headers included. */
  readonly wordBytes: number;
  /** Milliseconds until it is saved. */
  readonly wordMs: number | null;
  readonly wordSlowMs: number | null;
  /** Whether the slow time was computed from bytes and speed, because the server refuses the save. */
  readonly isSlowComputed: boolean;
  /** Request units of Cosmos DB for one save. */
  readonly wordRequestUnits: number | null;
  /** Milliseconds from opening the URL to the first chart, in a new browser. */
  readonly chartMs: number | null;
  /** The same over the slow line, in a browser that already has the app. */
  readonly chartSlowMs: number | null;
  /** Memory of the page's process after that. */
  readonly pageMB: number | null;
}

const gzipped = promisify(gzip);

/** Measures sessions one by one over one link. */
export class Measurer {
  readonly #link: Link;
  readonly #isQuick: boolean;
  readonly #user = newUser('Bench');

  constructor(link: Link, isQuick: boolean) {
    this.#link = link;
    this.#isQuick = isQuick;
  }

  async ours(shape: Shape): Promise<Scheme> {
    const made = await withAssets(shape);
    const id = await this.#store(made);
    return this.#inPage(id, async (page, first) => {
      return {
        dataBytes: made.dataBytes,
        columns: shape.vectors,
        ...(await this.#words(page)),
        isSlowComputed: false,
        wordRequestUnits: await requestUnits(JSON.stringify(made.content), made.assets.size),
        ...first,
      };
    });
  }

  /** Only what a changed word sends and how long its save takes. */
  async words(shape: Shape): Promise<Pick<Scheme, 'wordBytes' | 'wordMs' | 'wordSlowMs'>> {
    const id = await this.#store(await withAssets(shape));
    const browser = await launchChromium();
    try {
      const context = await newContext(browser, { serviceWorkers: 'block' });
      await signInAs(context, this.#user, this.#link.url);
      const page = await context.newPage();
      await chartOf(page, `${this.#link.url}/?session=${id}`);
      return await this.#words(page);
    } finally {
      await browser.close();
    }
  }

  async #words(page: Page) {
    // The stored text is not written as the app writes it, so the first save sends the whole content.
    await this.#saveWord(page, 'none');
    const word = await this.#saveWord(page, 'one');
    const slow = this.#isQuick ? null : await this.#slowly(() => this.#saveWord(page, 'two'));
    return { wordBytes: word.bytes, wordMs: word.ms, wordSlowMs: slow?.ms ?? null };
  }

  /** Measures a save of everything in one piece: a changed word costs the same as the first save. */
  async inside(shape: Shape): Promise<Scheme> {
    const text = await withDataInside(shape);
    const before = this.#link.sentBytes();
    const startMs = performance.now();
    const id = await this.#create(text, []).catch(() => null);
    const wordMs = Math.round(performance.now() - startMs);
    const common = { dataBytes: text.length, columns: shape.vectors };
    const wordRequestUnits = await requestUnits(text, 0);
    if (id === null) {
      const wordBytes = (await gzipped(JSON.stringify({ content: text }))).length;
      const wordSlowMs = Math.round((wordBytes / SLOW_BYTES_PER_SECOND) * 1000);
      const none = { wordMs: null, chartMs: null, chartSlowMs: null, pageMB: null };
      return { ...common, ...none, wordBytes, wordSlowMs, isSlowComputed: true, wordRequestUnits };
    }
    const wordBytes = this.#link.sentBytes() - before;
    const slowStartMs = performance.now();
    if (!this.#isQuick) await this.#slowly(() => this.#create(text, []));
    const wordSlowMs = this.#isQuick ? null : Math.round(performance.now() - slowStartMs);
    return this.#inPage(id, async (_, first) => {
      const rest = { wordBytes, wordMs, wordSlowMs, isSlowComputed: false, wordRequestUnits };
      return { ...common, ...rest, ...first };
    });
  }

  /** Opens a session in a new browser, and over the slow line in one that already has the app. */
  async #inPage(
    id: string,
    then: (
      page: Page,
      first: Pick<Scheme, 'chartMs' | 'chartSlowMs' | 'pageMB'>,
    ) => Promise<Scheme>,
  ): Promise<Scheme> {
    const address = `${this.#link.url}/?session=${id}`;
    const chartSlowMs = this.#isQuick ? null : await this.#slowChart(address);
    const browser = await launchChromium();
    try {
      const context = await newContext(browser, { serviceWorkers: 'block' });
      await signInAs(context, this.#user, this.#link.url);
      const page = await context.newPage();
      const chartMs = await chartOf(page, address);
      return await then(page, { chartMs, chartSlowMs, pageMB: await pageMB(browser, page) });
    } finally {
      await browser.close();
    }
  }

  async #slowChart(address: string): Promise<number | null> {
    const small = { realizations: 2, dates: 10, vectors: 1 };
    const first = await this.#store(await withAssets(small));
    const browser = await launchChromium();
    try {
      const context = await newContext(browser, { serviceWorkers: 'block' });
      await signInAs(context, this.#user, this.#link.url);
      const page = await context.newPage();
      await chartOf(page, `${this.#link.url}/?session=${first}`);
      return await this.#slowly(() => chartOf(page, address)).catch(() => null);
    } finally {
      await browser.close();
    }
  }

  async #saveWord(page: Page, word: string): Promise<{ bytes: number; ms: number }> {
    const area = page.getByLabel('Text of the note, in Markdown');
    if (!(await area.isVisible())) await page.getByRole('button', { name: 'Edit note' }).click();
    await area.fill(`A changed word: ${word}`);
    await statusSays(page, /^Unsaved changes, backed up/);
    const before = this.#link.sentBytes();
    const startMs = performance.now();
    await page.keyboard.press('Control+s');
    await statusSays(page, /^Saved/);
    const ms = Math.round(performance.now() - startMs);
    return { bytes: this.#link.sentBytes() - before, ms };
  }

  async #slowly<T>(work: () => Promise<T>): Promise<T> {
    this.#link.limit(SLOW_BYTES_PER_SECOND);
    return work().finally(() => this.#link.limit(null));
  }

  async #store({ content, assets }: BenchContent): Promise<string> {
    const headers = { 'Content-Type': 'application/octet-stream' };
    for (const [hash, bytes] of assets) await this.#send('PUT', `assets/${hash}`, bytes, headers);
    return this.#create(JSON.stringify(content), [...assets.keys()]);
  }

  async #create(content: string, assets: readonly string[]): Promise<string> {
    const body = JSON.stringify({ title: 'Bench', content, ...(assets.length > 0 && { assets }) });
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
    const answer = await this.#send('POST', 'sessions', await gzipped(body), headers);
    return (await answer.json()) as string;
  }

  async #send(
    method: string,
    path: string,
    body: Uint8Array<ArrayBuffer> | Buffer<ArrayBuffer>,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const answer = await fetch(`${this.#link.url}/api/persistence/${path}`, {
      method,
      headers: { ...headers, Cookie: cookieFor(this.#user) },
      body,
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer;
  }
}

/** Milliseconds from opening a URL to its first chart. */
async function chartOf(page: Page, address: string): Promise<number> {
  const startMs = performance.now();
  await page.goto(address, { waitUntil: 'commit', timeout: PATIENCE_MS });
  await page.locator('.chart .u-over').first().waitFor({ timeout: PATIENCE_MS });
  return Math.round(performance.now() - startMs);
}

async function statusSays(page: Page, words: RegExp): Promise<void> {
  const status = page.getByTitle('What is backed up and what is in the cloud');
  await status.filter({ hasText: words }).waitFor({ timeout: PATIENCE_MS });
}

/** Request units of a save: read, write to the history, patch. Null if the item would be too large. */
async function requestUnits(content: string, assets: number): Promise<number | null> {
  const stored = Math.min(content.length, (4 / 3) * (await gzipped(content)).length);
  const bytes = stored + assets * HASH_BYTES + ITEM_REST_BYTES;
  if (bytes > ITEM_MAX_BYTES) return null;
  return Math.round(readRu(bytes) + createRu(bytes) + patchRu(bytes, PATCHED_FIELDS));
}
