import { expect, test } from 'vitest';
import type { AppModel } from '../app-model.ts';
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
