/**
 * Private parts of packages that the code depends on. These packages are pinned to one version, and a test here fails
 * if an update changes those parts. `local/cosmos/journal.process.test.ts` does this for the Cosmos emulator.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CosmosClient, type RequestContext } from '@azure/cosmos';
import { Virtualizer } from '@tanstack/virtual-core';
import { expect, it } from 'vitest';
import { ROOT } from './build/root.ts';

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const wanted: Record<string, string> = { ...manifest.dependencies, ...manifest.devDependencies };

it.each(['@azure/cosmos', '@tanstack/virtual-core', '@vercel/cosmosdb-server'])(
  '%s is pinned to one version',
  (name) => {
    expect(wanted[name]).toMatch(/^\d+\.\d+\.\d+$/);
  },
);

it("a query of the Cosmos SDK requests no plan if its private 'queryPlanPromise' is set", async () => {
  const asked: RequestContext[] = [];
  const options = {
    endpoint: 'https://nowhere.invalid',
    key: 'a2V5',
    connectionPolicy: { enableEndpointDiscovery: false },
    plugins: [
      {
        on: 'request',
        plugin: async (request: RequestContext) => {
          asked.push(request);
          const result = { Documents: [], _count: 0 };
          return { code: 200, headers: {}, result, diagnostics: undefined } as never;
        },
      },
    ],
  };
  const client = new CosmosClient(options);
  const query = (preset: object) => {
    const { items } = client.database('d').container('c');
    return Object.assign(items.query('SELECT * FROM c', { partitionKey: 'p' }), preset).fetchNext();
  };
  const plans = () =>
    asked.splice(0).filter(({ headers }) => headers?.['x-ms-cosmos-is-query-plan-request']);

  await query({ queryPlanPromise: Promise.resolve(new Error('none')) });
  expect(asked).toHaveLength(1);
  expect(plans()).toHaveLength(0);
  // Still needed: without it a plan is requested.
  await query({}).catch(() => undefined);
  expect(plans()).toHaveLength(1);
});

it("'Virtualizer' is mounted and follows its element through two private methods", () => {
  const element = {} as HTMLDivElement;
  const seen: string[] = [];
  const virtualizer = new Virtualizer<HTMLDivElement, HTMLDivElement>({
    count: 100,
    estimateSize: () => 20,
    getScrollElement: () => element,
    scrollToFn: () => undefined,
    observeElementRect: (_, onChange) => {
      seen.push('rect');
      onChange({ width: 100, height: 60 });
      return () => seen.push('no rect');
    },
    observeElementOffset: (_, onChange) => {
      seen.push('offset');
      onChange(0, false);
      return () => seen.push('no offset');
    },
    onChange: () => undefined,
  });
  const unmount = virtualizer._didMount();
  virtualizer._willUpdate();
  expect(seen).toEqual(['rect', 'offset']);
  expect(virtualizer.getVirtualItems().length).toBeGreaterThanOrEqual(3);
  unmount();
  expect(seen.slice(2).sort()).toEqual(['no offset', 'no rect']);
});
