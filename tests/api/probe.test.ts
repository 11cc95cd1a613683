import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Outcome } from '../../infra/scripts/probe/checks.ts';
import { probe } from '../../infra/scripts/probe.ts';
import { type FunctionsHost, startFunctionsHost } from '../../local/functions-host.ts';
import { alice, cookieFor } from '../support/users.ts';

const stack = inject('stack');
const site = new URL(stack.url);
const problems = (outcomes: readonly Outcome[]) => outcomes.filter(({ problem }) => problem);

describe('The probe of a deployment, tried on the local stack', () => {
  let closedHost: FunctionsHost;

  beforeAll(async () => {
    closedHost = await startFunctionsHost({
      port: 0,
      dist: join(stack.dist, 'api'),
      settings: {
        COSMOS_ENDPOINT: stack.cosmos.url,
        COSMOS_KEY: stack.cosmos.key,
        COSMOS_DATABASE: 'persistence',
        AzureWebJobsStorage: stack.storage,
        PRINCIPAL_SOURCE: '',
      },
    });
  });

  afterAll(() => closedHost?.close());

  it('passes: page, API, sign-in, and the round trips of somebody who is signed in', async () => {
    const outcomes = await probe({ site, cookie: cookieFor(alice) }, () => {});
    expect(problems(outcomes)).toEqual([]);
    expect(outcomes.map(({ name }) => name)).toContain('a snapshot is made, opened and deleted');
  });

  it('finds that a function host without PRINCIPAL_SOURCE refuses a forged principal', async () => {
    const outcomes = await probe({ site, functionHost: new URL(closedHost.url) }, () => {});
    expect(problems(outcomes)).toEqual([]);
  });

  it('reports a function host that trusts the header of whoever reaches it', async () => {
    const outcomes = await probe({ site, functionHost: new URL(stack.functionsUrl) }, () => {});
    expect(problems(outcomes).map(({ name }) => name)).toEqual([
      'the function host refuses a forged principal',
      'the function host refuses a forged principal that writes',
    ]);
  });
});
