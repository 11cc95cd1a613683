import { expect, test } from 'vitest';
import type { AppModel } from './app-model.ts';
import { tellSaved } from './commands.ts';

test('A save of a session that was left meanwhile is no success, and it is said where the work is', () => {
  const said: { readonly tone: string; readonly text: string }[] = [];
  const toasts = { show: (toast: { tone: string; text: string }) => said.push(toast) };
  tellSaved({ toasts } as unknown as AppModel, { kind: 'nothingOpen' });
  expect(said).toEqual([
    { tone: 'danger', text: expect.stringContaining('was left before it was saved.') },
  ]);
  expect(said[0]?.text).toContain('kept on this device');
});

test.each([
  [false, 'You are signed out.'],
  [true, 'Somebody else has signed in.'],
])(
  'A save that waits for a sign-in says who is signed in (somebody else: %s)',
  (otherUser, who) => {
    const said: string[] = [];
    const cloud = { kind: 'signedOut', otherUser, waiting: true };
    const state = { kind: 'Loaded', mode: 'session', cloud };
    const app = {
      toasts: { show: ({ text }: { text: string }) => said.push(text) },
      workbench: { lifecycle: { peek: () => state } },
    };
    tellSaved(app as unknown as AppModel, {
      kind: 'paused',
      reason: 'signedOut',
      ended: new Promise(() => {}),
    });
    expect(said).toEqual([expect.stringContaining(who)]);
    expect(said[0]).toContain('kept on this device');
  },
);
