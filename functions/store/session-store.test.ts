import { beforeEach, describe, expect, it } from 'vitest';
import { type MemoryDatabase, memoryDatabase } from '../../tests/support/memory-database.ts';
import { SessionStore } from './session-store.ts';

let database: MemoryDatabase;
beforeEach(() => {
  database = memoryDatabase();
});

describe('A session', () => {
  it('is found again as it was made', async () => {
    const sessions = new SessionStore(database.contextFor('owner'));
    const made = await sessions.create({ title: 'One', content: '{}' });
    expect(await sessions.get(made.id)).toEqual({ metadata: made, content: '{}' });
    expect((await sessions.list({})).items).toEqual([made]);
  });
});
