import { expect, test } from 'vitest';
import type { SaveResult, State } from '../../kernel/index.ts';
import { after, everySession } from '../../kernel/testing/states.ts';
import type { AppModel } from './app-model.ts';
import { tellSaved } from './tell-saved.ts';

test('A save of a session that was closed meanwhile is an error that says where the work is', () => {
  const said: { readonly tone: string; readonly text: string }[] = [];
  const toasts = { show: (toast: { tone: string; text: string }) => said.push(toast) };
  tellSaved({ toasts } as unknown as AppModel, { kind: 'nothingOpen' });
  expect(said).toEqual([
    { tone: 'danger', text: expect.stringContaining('was closed before it was saved.') },
  ]);
  expect(said[0]?.text).toContain('The start page offers what this device kept of it.');
});

/** All promises that can be settled are. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

/** What is said of a save that waits. `state`: once what was typed just before is backed up. */
async function pausedIn(
  state: State<unknown>,
  reason: 'offline' | 'signedOut',
  before = state,
): Promise<string[]> {
  const said: string[] = [];
  const lifecycle = { value: before, peek: () => lifecycle.value };
  const flushed = Promise.resolve().then(() => {
    lifecycle.value = state;
  });
  const app = {
    toasts: { show: ({ text }: { text: string }) => said.push(text) },
    workbench: { lifecycle, persistence: { flush: () => flushed } },
  };
  tellSaved(app as unknown as AppModel, { kind: 'paused', reason, ended: new Promise(() => {}) });
  await settled();
  return said;
}

test('A save that waits is told once what was typed just before it is backed up', async () => {
  const before = after('loaded', 'edited', 'wentOffline');
  const state = after('loaded', 'edited', 'backedUp', 'wentOffline');
  expect(await pausedIn(state, 'offline', before)).toEqual([
    'You are offline. Your work is kept on this device. It will be saved when you are online.',
  ]);
});

test.each([
  ['signedOut', 'You are signed out.'],
  ['otherUser', 'Somebody else has signed in.'],
] as const)('A save that waits for a sign-in says who is signed in (%s)', async (waits, who) => {
  expect(await pausedIn(after('loaded', 'edited', 'backedUp', waits), 'signedOut')).toEqual([
    `${who} Your work is kept on this device. It will be saved after you sign in.`,
  ]);
});

test('A save that waits says that the work is kept on this device only if it is', async () => {
  for (const state of everySession()) {
    if (state.local.kind === 'backedUp') continue;
    for (const reason of ['offline', 'signedOut'] as const)
      expect((await pausedIn(state, reason)).join()).not.toContain('kept on this device');
  }
});

/** The messages and the dialog after a waiting save, which was asked for twice, has ended. */
async function told(result: SaveResult, openDialog: unknown = null) {
  const said: string[] = [];
  const dialog = { value: openDialog, peek: () => dialog.value };
  const app = {
    dialog,
    toasts: { show: ({ text }: { text: string }) => said.push(text) },
    workbench: {
      lifecycle: { value: { kind: 'Empty' }, peek: () => ({ kind: 'Empty' }) },
      drafts: { peek: () => ({}) },
      persistence: { flush: async () => true },
    },
  } as unknown as AppModel;
  const { promise: ended, resolve } = Promise.withResolvers<SaveResult>();
  for (let asked = 0; asked < 2; asked++)
    tellSaved(app, { kind: 'paused', reason: 'offline', ended });
  await settled();
  said.length = 0;
  resolve(result);
  await settled();
  return { said, dialog: dialog.value };
}

test('The end of a save that waited is reported exactly once', async () => {
  expect(await told({ kind: 'saved', id: 'session-1', version: 3 })).toEqual({
    said: ['Session saved successfully'],
    dialog: null,
  });
  const problem = { kind: 'unavailable', message: 'busy' } as const;
  const failed = await told({ kind: 'failed', problem });
  expect(failed.dialog).toEqual({ kind: 'problem', problem });
});

test('A failed save does not replace an open dialog, and a closed session is not reported', async () => {
  const problem = { kind: 'unavailable', message: 'busy' } as const;
  const open = { kind: 'shortcuts' };
  expect(await told({ kind: 'failed', problem }, open)).toEqual({ said: [], dialog: open });
  expect(await told({ kind: 'nothingOpen' })).toEqual({ said: [], dialog: null });
});
