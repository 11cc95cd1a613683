import { afterEach, describe, expect, inject, it } from 'vitest';
import type { Outcome } from '../../infra/scripts/probe/checks.ts';
import { probe } from '../../infra/scripts/probe.ts';
import { alice, cookieFor } from '../support/users.ts';
import { type OwnHost, startOwnHost } from './own-host.ts';

const site = new URL(inject('stack').url);
const problems = (outcomes: readonly Outcome[]) => outcomes.filter(({ problem }) => problem);

describe('The deployment probe, run on the local stack,', () => {
  let host: OwnHost | undefined;

  afterEach(async () => {
    await host?.close();
    host = undefined;
  });

  it('passes: page, API, sign-in, and the round trips of a signed-in user', async () => {
    const outcomes = await probe({ site, cookie: cookieFor(alice) }, () => {});
    expect(problems(outcomes)).toEqual([]);
    expect(outcomes.map(({ name }) => name)).toContain('a snapshot is created, opened and deleted');
  });

  it('finds that a function host without PRINCIPAL_SOURCE refuses every forged principal', async () => {
    host = await startOwnHost({ PRINCIPAL_SOURCE: '' });
    expect(problems(await probe({ functionHost: new URL(host.url) }, () => {}))).toEqual([]);
  });

  it.each([
    ['static-web-apps', 'Static Web Apps'],
    ['app-service', 'App Service'],
  ] as const)(
    'reports a host with PRINCIPAL_SOURCE %s that is not behind one',
    async (source, form) => {
      host = await startOwnHost({ PRINCIPAL_SOURCE: source });
      const outcomes = await probe({ functionHost: new URL(host.url) }, () => {});
      expect(problems(outcomes).map(({ name }) => name)).toEqual([
        `the function host refuses a forged principal of ${form}`,
        `the function host refuses a forged principal of ${form} that writes`,
      ]);
    },
  );
});
