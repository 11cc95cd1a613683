import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import { CONTENT_SCHEMA_VERSION } from '../../web/workbench/content/version.ts';
import { hold } from './hold.ts';
import { newVisitor, openWith, store } from './workbench-open.ts';

const { url } = inject('stack');

const lines = {
  id: 'lines',
  type: 'time-series',
  settings: {
    ...{ vector: 'FOPR', ensembles: 'all' },
    ...{ realizations: true, mean: true, percentiles: true },
  },
  layout: { x: 0, y: 0, w: 6, h: 7 },
};
const note = {
  id: 'note',
  type: 'note',
  settings: { text: '**Found**' },
  layout: { x: 6, y: 0, w: 6, h: 7 },
};

const contentOf = (modules: SessionContent['dashboards'][number]['modules']): SessionContent => ({
  schemaVersion: CONTENT_SCHEMA_VERSION,
  activeDashboardId: 'd',
  settings: { percentiles: [10, 50, 90], ensembleColors: {} },
  userCreatedItems: { annotations: [] },
  dashboards: [{ id: 'd', name: 'Charts', modules }],
  ensembleSet: {
    ensembles: [
      { id: 'n', name: 'North', source: { kind: 'example', example: 'north-flank', seed: 11 } },
    ],
  },
  realizationFilterSet: { filters: {} },
});

/** Without the hash of the build. */
const scripts = (page: Page) =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => /\/assets\/(.+)-\w+\.js$/.exec(name)?.[1])
      .filter((name) => name !== undefined),
  );

test('A session with charts opens with few scripts, and Markdown comes where a note is shown', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, contentOf([lines]));
  await page.locator('.chart .u-over').waitFor();
  const named = (await scripts(page)).filter((name) => name !== 'chunk').toSorted();
  expect(named).toEqual(['ahead', 'common', 'journal', 'main', 'numbers', 'session']);
  expect(await scripts(page)).toHaveLength(named.length + 3);

  const plain = { ...note, settings: { text: 'Nothing found' } };
  await openWith(page, url, contentOf([lines, plain]));
  await page.locator('.chart .u-over').waitFor();
  await page.locator('.note', { hasText: 'Nothing found' }).waitFor();
  expect(await scripts(page)).not.toContain('markdown');

  await openWith(page, url, contentOf([lines, note]));
  await page.locator('strong', { hasText: 'Found' }).waitFor();
  expect(await scripts(page)).toContain('markdown');
  expect(errors).toEqual({ console: [], csp: [] });
});

test('The first charts are drawn without the formatters of the browser, which are slow to create', async () => {
  const { page, errors } = await newVisitor(url);
  await page.addInitScript(() => {
    const created: string[] = [];
    Reflect.set(window, 'created', created);
    for (const name of ['Collator', 'DateTimeFormat', 'NumberFormat'] as const) {
      const watched = new Proxy(Intl[name], {
        construct(formatter, options) {
          created.push(name);
          return Reflect.construct(formatter, options);
        },
      });
      Reflect.set(Intl, name, watched);
    }
  });
  await openWith(page, url, contentOf([lines]));
  await page.locator('.chart .u-over').waitFor();
  expect(await page.evaluate(() => Reflect.get(window, 'created'))).toEqual([]);
  expect(errors).toEqual({ console: [], csp: [] });
});

test('A session and its code are asked for before the main script arrives, and only once', async () => {
  const { page, errors } = await newVisitor(url);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const release = await hold(page, /\/assets\/main-.+\.js$/);
  const id = await store(page, url, 'sessions', contentOf([lines]));
  const first = ['/.auth/me', `/api/persistence/sessions/${id}`];
  const ofSession = (path: string) => /^\/assets\/session-/.test(path);

  await page.goto(url, { waitUntil: 'commit' });
  await expect.poll(() => asked).toContain('/.auth/me');
  expect(asked.filter(ofSession)).toEqual([]);

  asked.length = 0;
  await page.goto(`${url}/?session=${id}`, { waitUntil: 'commit' });
  await expect.poll(() => asked).toEqual(expect.arrayContaining(first));
  await expect.poll(() => asked.filter(ofSession)).toHaveLength(1);
  release();
  await page.locator('.chart .u-over').waitFor();
  expect(asked.filter((path) => first.includes(path)).toSorted()).toEqual(first.toSorted());
  expect(asked.filter(ofSession)).toHaveLength(1);
  expect(errors).toEqual({ console: [], csp: [] });
});

test('A note comes after the charts in sight, but does not wait for data that does not arrive', async () => {
  const { page, errors } = await newVisitor(url);
  await page.addInitScript(() => {
    const seen: string[] = [];
    Reflect.set(window, 'seen', seen);
    new MutationObserver(() => {
      for (const what of ['.chart .u-over', '.note-markdown strong']) {
        if (!seen.includes(what) && document.querySelector(what)) seen.push(what);
      }
    }).observe(document, { childList: true, subtree: true });
  });
  await openWith(page, url, contentOf([note, lines]));
  await page.locator('.note-markdown strong').waitFor();
  expect(await page.evaluate(() => Reflect.get(window, 'seen'))).toEqual([
    '.chart .u-over',
    '.note-markdown strong',
  ]);

  const release = await hold(page, /\/assets\/numbers-.+\.js$/);
  await openWith(page, url, contentOf([note, lines]));
  await page.locator('.note-markdown strong').waitFor();
  expect(await page.locator('.chart .u-over').count()).toBe(0);
  release();
  await page.locator('.chart .u-over').waitFor();
  expect(errors).toEqual({ console: [], csp: [] });
});
