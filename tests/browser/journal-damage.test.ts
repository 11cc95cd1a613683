import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { newTestContext } from '../support/test-browser.ts';
import { startTestApp, type TestApp } from '../test-app/start.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let app: TestApp;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  app = await startTestApp(inject('stack').functionsUrl);
});
afterAll(() => app?.close());
beforeEach(async () => {
  context = await newTestContext();
  page = await context.newPage();
  await page.goto(`${app.url}/adapters.html`);
});

/** Kinds of damage to the stored parts of a buffer between two starts. */
const damages = {
  'with a flipped bit': (text: string) => text.replace('EDIT-B', 'EDIT-C'),
  truncated: (text: string) => text.slice(0, -3),
  missing: () => null,
  'of another type': () => 42,
};

test.each(Object.entries(damages))(
  'A buffer with a part %s is set aside whole, can be read until it is deleted, and the others are still offered',
  async (_, damage) => {
    const found = await page.evaluate(async (harm) => {
      const { newJournal, database, tools } = window.adapters;
      const { begin, newInfo, note, value, edit } = tools;
      const spoil = new Function(`return ${harm}`)() as (text: string) => string | null;
      const journal = newJournal();
      const [hurt, well] = [newInfo({ ownerId: 'alice' }), newInfo({ ownerId: 'alice' })];
      await begin(journal, hurt, note('a', 'EDIT-A'));
      await edit(journal, hurt, 2, 'b', 'EDIT-B');
      await begin(journal, well, note('a', 'EDIT-D'));
      await database.run('strict', async (tx) => {
        for (const [hash, text] of await tx.all('parts')) {
          if (!text.includes('EDIT-B')) continue;
          const spoilt = spoil(text);
          if (spoilt === null) tx.delete('parts', hash);
          else tx.put('parts', hash, spoilt);
        }
      });
      const opened = await journal.open(hurt.bufferId);
      const again = await journal.open(hurt.bufferId);
      const [aside] = value(await journal.damaged('alice'));
      const text = value(await journal.readDamaged(aside?.id ?? ''));
      value(await journal.deleteDamaged(aside?.id ?? ''));
      return {
        opened: [opened, again].map((answer) => (answer.ok ? 'ok' : answer.reason)),
        offered: value(await journal.buffers('alice')).map(({ bufferId }) => bufferId),
        well: well.bufferId,
        wellOpens: (await journal.open(well.bufferId)).ok,
        aside: { id: aside?.id, title: aside?.title },
        hurt: hurt.bufferId,
        text,
        left: value(await journal.damaged('alice')),
        ofOthers: value(await journal.damaged('bob')),
      };
    }, String(damage));
    expect(found.opened).toEqual(['damaged', 'damaged']);
    expect(found.left).toEqual([]);
    expect(found.offered).toEqual([found.well]);
    expect(found.wellOpens).toBe(true);
    expect(found.aside).toEqual({ id: found.hurt, title: 'Plan' });
    expect(found.text).toContain('EDIT-A');
    expect(found.ofOthers).toEqual([]);
  },
);

test('Parts of two generations are never mixed', async () => {
  const reason = await page.evaluate(async () => {
    const { newJournal, database, tools } = window.adapters;
    const journal = newJournal();
    const info = tools.newInfo();
    await tools.begin(journal, info, tools.note('a', 'one'));
    const key = `head:${info.bufferId}`;
    const older = await database.run('read', (tx) => tx.get('lists', key));
    await tools.edit(journal, info, 2, 'a', 'two');
    await database.run('strict', async (tx) => {
      if (older) tx.put('lists', key, older);
    });
    const opened = await journal.open(info.bufferId);
    return opened.ok ? 'ok' : opened.reason;
  });
  expect(reason).toBe('damaged');
});

test('A buffer with only its base damaged opens without a base', async () => {
  const opened = await page.evaluate(async () => {
    const { newJournal, database, tools } = window.adapters;
    const journal = newJournal();
    const info = tools.newInfo();
    const [whole, base] = [tools.note('a', 'mine'), tools.note('a', 'BASE')].map(tools.parts);
    if (!whole || !base) throw new Error('no parts');
    tools.value(await journal.commit({ info, generation: 1, whole, base }));
    await database.run('strict', async (tx) => {
      for (const [hash, text] of await tx.all('parts')) {
        if (text.includes('BASE')) tx.delete('parts', hash);
      }
    });
    const { parts, baseParts, baseRootHash } = tools.value(await journal.open(info.bufferId));
    return { mine: parts.get('note:a'), baseParts, baseRootHash };
  });
  expect(opened).toEqual({ mine: { text: 'mine' }, baseParts: null, baseRootHash: null });
});

test('A record that is not a buffer hides no others and is not deleted', async () => {
  const found = await page.evaluate(async () => {
    const { newJournal, database, sweep, tools } = window.adapters;
    const journal = newJournal();
    await tools.begin(journal, tools.newInfo({ ownerId: 'alice' }), tools.note('a', 'one'));
    await database.run('strict', async (tx) => tx.put('buffers', 'odd', { odd: true } as never));
    await sweep(database, Date.now());
    return {
      offered: tools.value(await journal.buffers('alice')).length,
      odd: await database.run('read', (tx) => tx.get('buffers', 'odd')),
    };
  });
  expect(found).toEqual({ offered: 1, odd: { odd: true } });
});

test('A database of a later build is not written to: the journal says that it is newer', async () => {
  const answer = await page.evaluate(async () => {
    const { newJournal, tools } = window.adapters;
    await new Promise((done) => {
      indexedDB.open('holdfast', 99).onsuccess = ({ target }) => {
        (target as IDBOpenDBRequest).result.close();
        done(null);
      };
    });
    const whole = tools.parts(tools.note('a', 'one'));
    return newJournal().commit({ info: tools.newInfo(), generation: 1, whole, base: null });
  });
  expect(answer).toMatchObject({ ok: false, reason: 'newerBuild' });
});

test('A sweep deletes unreferenced parts, and only those', async () => {
  const left = await page.evaluate(async () => {
    const { newJournal, database, sweep, tools } = window.adapters;
    const { begin, edit, newInfo, note, parts, value } = tools;
    const journal = newJournal();
    const info = newInfo();
    const commit = { info, generation: 1, whole: parts(note('a', 'HEAD-1')) };
    value(await journal.commit({ ...commit, base: parts(note('a', 'BASE')) }));
    value(await journal.prepare(info.bufferId, { pin: { createKey: null } }));
    await edit(journal, info, 2, 'a', 'HEAD-2');
    const copy = { ...info, title: 'Plan', description: null, version: null, keptAtMs: Date.now() };
    value(await journal.keep({ ...copy, side: 'mine' }, { bufferId: info.bufferId }));
    await edit(journal, info, 3, 'a', 'HEAD-3');
    await edit(journal, info, 4, 'a', 'HEAD-4');
    const gone = newInfo();
    await begin(journal, gone, note('a', 'REMOVED'));
    value(await journal.remove(gone.bufferId));
    await sweep(database, Date.now());
    const texts = await database.run('read', (tx) => tx.all('parts'));
    return [...texts.values()].join(' ').match(/(HEAD|BASE|REMOVED)[-\d]*/g);
  });
  expect(left?.sort()).toEqual(['BASE', 'HEAD-1', 'HEAD-2', 'HEAD-4']);
});

test('Kept copies expire after 30 days, clean buffers after 7, unsaved ones never', async () => {
  const left = await page.evaluate(async (dayMs) => {
    const { newJournal, database, sweep, tools } = window.adapters;
    const { begin, newInfo, note, parts, value } = tools;
    const journal = newJournal();
    const now = Date.now();
    const long = { ownerId: 'alice', lastModifiedMs: now - 365 * dayMs };
    const [unsaved, clean] = [newInfo(long), newInfo(long)];
    await begin(journal, unsaved, note('a', 'one'));
    const whole = parts(note('a', 'two'));
    value(await journal.commit({ info: clean, generation: 1, whole, base: whole }));
    for (const days of [31, 29]) {
      const copy = { ...unsaved, title: `${days} days`, description: null, version: null };
      // This device's clock does not count.
      const info = { ...copy, side: 'mine' as const, keptAtMs: now - 365 * dayMs };
      value(await journal.keep(info, { bufferId: unsaved.bufferId }));
      await sweep(database, now - days * dayMs);
    }
    await sweep(database, now);
    await sweep(database, null);
    return {
      kept: value(await journal.kept('alice')).map(({ title }) => title),
      unsaved: (await journal.open(unsaved.bufferId)).ok,
      clean: (await journal.open(clean.bufferId)).ok,
    };
  }, DAY_MS);
  expect(left).toEqual({ kept: ['29 days'], unsaved: true, clean: false });
});

test('A buffer whose list of parts was lost accepts a whole commit again', async () => {
  const found = await page.evaluate(async () => {
    const { newJournal, database, tools } = window.adapters;
    const { begin, newInfo, note, parts, value } = tools;
    const journal = newJournal();
    const info = newInfo();
    await begin(journal, info, note('a', 'one'));
    await database.run('strict', async (tx) => tx.delete('lists', `head:${info.bufferId}`));
    const changes = new Map([['note:a', { text: 'two' }]]);
    const refused = await journal.commit({ info, generation: 2, changes, onGeneration: 1 });
    const whole = parts(note('a', 'two'));
    value(await journal.commit({ info, generation: 3, whole, base: null }));
    const { parts: opened } = value(await journal.open(info.bufferId));
    return { refused: refused.ok ? 'ok' : refused.reason, text: opened.get('note:a') };
  });
  expect(found).toEqual({ refused: 'missing', text: { text: 'two' } });
});
