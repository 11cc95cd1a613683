import type { BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { type FaultProxy, type ProxiedRequest, startFaultProxy } from '../faults/fault-proxy.ts';
import { signInAs } from '../support/pages.ts';
import { newTestContext } from '../support/test-browser.ts';
import { newUser, type User } from '../support/users.ts';
import { startTestApp, type TestApp } from './start.ts';

export interface Setting {
  /** In front of the site; browsers use its address. */
  readonly proxy: FaultProxy;
  /** New for every test, with `user` signed in. */
  readonly context: BrowserContext;
  readonly user: User;
}

/**
 * The test application behind a fault proxy, in one browser with a new context for every test.
 * @param functionsUrl address of its API; by default that of the shared stack.
 */
export function useTestApp(
  functionsUrl: () => string | Promise<string> = () => inject('stack').functionsUrl,
): Setting {
  const setting = {} as { -readonly [K in keyof Setting]: Setting[K] };
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp(await functionsUrl());
    setting.proxy = await startFaultProxy(app.url);
  });
  afterAll(async () => {
    await setting.proxy?.close();
    await app?.close();
  });
  beforeEach(async () => {
    setting.user = newUser();
    setting.context = await newTestContext();
    await signInAs(setting.context, setting.user, setting.proxy.url);
  });
  afterEach(() => setting.proxy.heal());
  return setting;
}

type Match = (request: Omit<ProxiedRequest, 'body'>) => boolean;

export const isJournalScript: Match = ({ path }) => path.startsWith('/journal.js');
export const isApi: Match = ({ path }) => path.startsWith('/api/persistence/');
export const isSave: Match = ({ method, path }) =>
  path.startsWith('/api/persistence/sessions') && (method === 'PUT' || method === 'POST');
export const isPoll: Match = ({ path }) => path.startsWith('/api/persistence/sessions/metadata/');
