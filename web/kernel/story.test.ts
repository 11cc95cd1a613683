import { expect, test } from 'vitest';
import { EMPTY_LISTS } from './testing/list-model.ts';
import { createScene, linesOnServer } from './testing/scene.ts';

test('work is backed up after an edit, saved on request, and found again after a restart', async () => {
  const { clock, server, browser, tab } = createScene();
  await tab.service.start({});
  expect(tab.service.state.kind).toBe('Empty');

  await tab.service.newSession(EMPTY_LISTS, { title: 'Plan', description: null });
  expect(tab.words).toBe('New session');
  tab.write('one');
  expect(tab.words).toBe('Unsaved changes, backing up...');
  await clock.advance(200);
  expect(tab.words).toMatch(/^Unsaved changes, backed up \d\d:\d\d:\d\d$/);

  const saved = await clock.until(tab.service.save());
  expect(saved).toMatchObject({ kind: 'saved', version: 1 });
  expect(tab.words).toMatch(/^Saved \d\d:\d\d$/);
  const id = saved.kind === 'saved' ? saved.id : '';
  expect(linesOnServer(server, id)).toEqual(['one']);
  expect(browser.entries.keys('holdfast:session:')).toEqual([]);

  tab.write('two');
  await clock.advance(200);
  tab.crash();

  const next = browser.openTab();
  await next.service.start({ sessionId: id });
  expect(next.service.state).toMatchObject({
    kind: 'LocalRecovery',
    buffers: [{ sessionId: id, title: 'Plan' }],
  });
  const [offered] = await next.service.recoverable();
  expect(await next.service.recover(offered?.bufferId ?? '')).toBeNull();
  expect(next.lines).toEqual(['one', 'two']);
  expect(next.service.state).toMatchObject({ recoveredFrom: { baseVersion: 1, how: 'chosen' } });
  await clock.until(next.service.save());
  expect(linesOnServer(server, id)).toEqual(['one', 'two']);
  expect(next.words).toMatch(/^Saved/);
});
