import { expect, test } from 'vitest';
import { after } from '../../kernel/testing/states.ts';
import { whereWorkIs } from '../words/where-work-is.ts';
import type { AppModel } from './app-model.ts';
import { reload } from './reload.ts';

/** Calls `reload` with a journal that can or cannot keep the work and a site that does or does not answer. */
async function tried(
  { isKept, isThere }: { isKept: boolean; isThere: boolean },
  state = after('loaded', 'edited', 'backedUp'),
) {
  let asked = false;
  const app = {
    workbench: { persistence: { flush: async () => isKept }, lifecycle: { peek: () => state } },
    ports: {
      device: {
        async reload() {
          asked = true;
          return isThere;
        },
      },
    },
  };
  return { stayed: await reload(app as unknown as AppModel), asked };
}

test('The page is reloaded only if all work is backed up and the site answers', async () => {
  expect(await tried({ isKept: true, isThere: true })).toEqual({ stayed: null, asked: true });
  expect(await tried({ isKept: false, isThere: true })).toEqual({ stayed: '', asked: false });
  const unstored = after('loaded', 'edited', 'backupFailed');
  expect(await tried({ isKept: true, isThere: true }, unstored)).toEqual({
    stayed: '',
    asked: false,
  });
  const { stayed } = await tried({ isKept: true, isThere: false });
  expect(stayed).toMatch(/^Holdfast cannot be reached \(tried \d\d:\d\d:\d\d\)\.$/);
});

test('The work is said to be kept on this device only if it is', () => {
  expect(whereWorkIs(after())).toBe('Nothing is lost.');
  expect(whereWorkIs(after('loaded'))).toBe('Nothing is lost.');
  expect(whereWorkIs(after('loaded', 'edited'))).toContain('is being backed up');
  expect(whereWorkIs(after('loaded', 'edited', 'backedUp'))).toContain('is kept on this device');
  expect(whereWorkIs(after('loaded', 'edited', 'backupFailed'))).toContain('download them');
});
