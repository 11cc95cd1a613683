/** Content is decompressed once there is memory for the response, whichever operation reads it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import { SessionHistory } from './session-history.ts';
import { SessionStore } from './session-store.ts';
import { SnapshotStore, toSnapshot } from './snapshot-store.ts';

const content = 'x'.repeat(1_000);
let asked: number[];
let hasRoom: boolean;
let sessions: SessionStore;
let history: SessionHistory;
let snapshots: SnapshotStore;

async function reserve(bytes: number) {
  asked.push(bytes);
  if (!hasRoom) throw new Error('no room');
}

beforeEach(() => {
  [asked, hasRoom] = [[], true];
  const context = { ...memoryDatabase().contextFor('owner'), reserve };
  sessions = new SessionStore(context);
  history = new SessionHistory(context);
  snapshots = new SnapshotStore(context);
});

describe('A response with content', () => {
  it('waits for memory for three times the content, and fails if there is none', async () => {
    const { id } = await sessions.create({ title: 'One', content });
    await sessions.update(id, { title: 'Two' });
    const snapshot = await snapshots.create({ title: 'One', content });
    expect(asked).toEqual([]);
    const answers = [
      () => sessions.get(id),
      () => history.read(id, 1),
      async () => toSnapshot(await snapshots.read(snapshot.id), reserve),
    ];
    for (const answer of answers) expect((await answer()).content).toBe(content);
    expect(asked).toEqual([3_000, 3_000, 3_000]);
    hasRoom = false;
    for (const answer of answers) await expect(answer()).rejects.toThrow('no room');
  });

  it('to a completed write is sent even without memory, after waiting for it', async () => {
    const { id } = await sessions.create({ title: 'One', content });
    hasRoom = false;
    const updated = await sessions.update(id, { title: 'Two' });
    expect(asked).toEqual([]);
    expect(await updated.content()).toBe(content);
    expect(asked).toEqual([3_000]);
  });
});
