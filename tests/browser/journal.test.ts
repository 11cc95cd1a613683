import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { assetCases } from '../conformance/asset-cases.ts';
import { journalCases } from '../conformance/journal-cases.ts';
import { newContext } from '../support/chromium.ts';
import { testBrowser } from '../support/test-browser.ts';
import { startTestApp, type TestApp } from '../test-app/start.ts';

let app: TestApp;
let page: Page;

beforeAll(async () => {
  app = await startTestApp(inject('stack').functionsUrl);
  page = await (await newContext(await testBrowser())).newPage();
  await page.goto(`${app.url}/adapters.html`);
});

afterAll(async () => {
  await page?.context().close();
  await app?.close();
});

describe.each(['in the Worker', 'in the page'] as const)('The journal %s', (place) => {
  test.each(Object.keys(journalCases))('%s', async (name) => {
    const why = await page.evaluate(([at, of]) => window.adapters.runCase(at, of), [
      place,
      name,
    ] as const);
    expect(why).toBe(null);
  });
});

test.each(Object.keys(assetCases))('The asset store: %s', async (name) => {
  expect(await page.evaluate((of) => window.adapters.runAssetCase(of), name)).toBe(null);
});

test('Compressible content takes less space in the cloud than its length, and small content no more', async () => {
  const [large, small] = await page.evaluate(async () => {
    const { newJournal, tools } = window.adapters;
    const journal = newJournal();
    const prepare = async (text: string) => {
      const { body, storedBytes } = tools.value(
        await journal.pack(tools.parts(tools.note('a', text))),
      );
      const { length } = await tools.contentOf(body);
      return { encoding: body.encoding, storedBytes, length };
    };
    return [await prepare('word '.repeat(20_000)), await prepare('word')];
  });
  expect(large?.encoding).toBe('gzip');
  expect(large?.storedBytes).toBeLessThan((large?.length ?? 0) / 10);
  expect(small?.encoding).toBe('identity');
  expect(small?.storedBytes).toBe(small?.length);
});

test('A body for a version has what differs from it, unless the journal has another base', async () => {
  const found = await page.evaluate(async () => {
    const { newJournal, tools } = window.adapters;
    const journal = newJournal();
    const words = Array.from({ length: 400 }, () => Math.random().toString(36).slice(2)).join(' ');
    const info = tools.newInfo({ base: tools.metadata(1) });
    const text = JSON.stringify(tools.note('a', words));
    tools.value(await journal.load(info, 0, text));
    const onto = tools.value(await journal.prepare(info.bufferId, {})).contentHash;
    await tools.edit(journal, info, 1, 'b', 'new', 0);
    const prepare = async (options: { onto?: string }) => {
      const { body, ...rest } = tools.value(await journal.prepare(info.bufferId, options));
      const json = JSON.parse(await tools.textOf(body));
      return { ...rest, json, fields: Object.keys(json).sort(), isDelta: body.isDelta };
    };
    const [delta, whole] = [await prepare({ onto }), await prepare({})];
    const other = await prepare({ onto: '0'.repeat(64) });
    const same = { ...delta, json: 0, fields: 0, isDelta: 0 };
    return {
      delta,
      base: onto,
      fields: [whole.fields, other.fields],
      isSame: JSON.stringify(same) === JSON.stringify({ ...whole, json: 0, fields: 0, isDelta: 0 }),
    };
  });
  expect(found.delta.fields).toEqual(['contentDelta', 'description', 'title']);
  expect(found.delta.isDelta).toBe(true);
  expect(found.delta.json.contentDelta).toMatchObject({
    baseHash: found.base,
    contentHash: found.delta.contentHash,
    assetsHash: createHash('sha256').digest('hex'),
  });
  const whole = ['content', 'description', 'title'];
  expect(found.fields).toEqual([whole, whole]);
  // Hash and sizes are those of the whole content.
  expect(found.isSame).toBe(true);
});

test('Committed data are flushed to disk soon afterwards, so a power cut does not lose them', async () => {
  const atOnce = await page.evaluate(async () => {
    const { newJournal, tools } = window.adapters;
    const asked: (string | undefined)[] = [];
    const begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      if (mode === 'readwrite') asked.push(options?.durability);
      return begin.call(this, names, mode, options);
    };
    const journal = newJournal(undefined, 'in the page');
    const info = tools.newInfo({ ownerId: 'alice' });
    await tools.begin(journal, info, tools.note('a', 'one'));
    const atOnce = [...asked];
    const isFlushed = () => asked.includes('strict', atOnce.length);
    while (!isFlushed()) await new Promise((resolve) => setTimeout(resolve, 50));
    IDBDatabase.prototype.transaction = begin;
    return atOnce;
  });
  expect(atOnce.at(-1)).toBe('relaxed');
});
