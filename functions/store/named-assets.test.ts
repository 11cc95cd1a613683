import { expect, it } from 'vitest';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import { Budget } from './budget.ts';
import { namedAssets } from './named-assets.ts';

const among = new Set(['in-a-session', 'in-a-version', 'in-a-snapshot', 'nowhere']);
const database = memoryDatabase();
await database.seed(
  'sessions',
  { id: 'one', owner_id: 'me', asset_hashes: ['in-a-session', 'another'] },
  { id: 'one~1', owner_id: 'me', kind: 'version', asset_hashes: ['in-a-version'] },
  { id: 'two', owner_id: 'me', asset_hashes: 'nowhere' },
  { id: 'three', owner_id: 'me' },
);
await database.seed('snapshots', { id: 'four', owner_id: 'you', asset_hashes: ['in-a-snapshot'] });

it('Assets are referenced by sessions, old versions and snapshots of all users', async () => {
  const named = await namedAssets(database.contextFor('housekeeping'), among);
  expect([...(named ?? [])].sort()).toEqual(['in-a-session', 'in-a-snapshot', 'in-a-version']);
});

it('The result is undefined if there was no time to scan everything', async () => {
  const hurried = { ...database.contextFor('housekeeping'), budget: new Budget(14_900) };
  expect(await namedAssets(hurried, among)).toBeUndefined();
});
