import { effect } from '@preact/signals-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPersistenceService } from '../kernel/index.ts';
import { createFakeApi } from '../kernel/testing/fake-api.ts';
import { createFakeClock, type FakeClock } from '../kernel/testing/fake-clock.ts';
import { createFakeConnectivity } from '../kernel/testing/fake-connectivity.ts';
import { createFakeServer, type FakeServer } from '../kernel/testing/fake-server.ts';
import { createMemoryDisk } from '../kernel/testing/memory-disk.ts';
import { createMemoryEntries } from '../kernel/testing/memory-entries.ts';
import { createMemoryJournal } from '../kernel/testing/memory-journal.ts';
import { createMemoryTabs, createTabRegistry } from '../kernel/testing/memory-tabs.ts';
import { TEXT_MAX_LENGTH } from './content/limits.ts';
// Loaded up front, because the fake clock below does not wait for an import.
import './content/merging.ts';
import { contentModel } from './content/model.ts';
import type { SessionContent } from './content/schema.ts';
import { type Template, templates } from './content/templates.ts';
import { activateDashboard, renameDashboard } from './edits/dashboards.ts';
import { changeModuleSettings } from './edits/modules.ts';
import { changePercentiles } from './edits/settings.ts';
import { createMemoryAssets } from './testing/memory-assets.ts';
import { Workbench } from './workbench.ts';

const [, overview] = templates as [Template, Template, Template];
const mine = { title: 'Mine', description: null };

let server: FakeServer;
let clock: FakeClock;

/** A person's browser with the real kernel and its own server. */
function openBrowser(): Workbench {
  const connectivity = createFakeConnectivity();
  const assets = createMemoryAssets();
  const persistence = createPersistenceService({
    model: contentModel,
    api: createFakeApi(server, clock, 'alice', () => connectivity.online),
    journal: createMemoryJournal(createMemoryDisk(), contentModel, clock),
    entries: createMemoryEntries(),
    tabs: createMemoryTabs(createTabRegistry(), { bufferId: null }),
    clock,
    connectivity,
    ownerId: 'alice',
    assets,
  });
  return new Workbench({ persistence, now: clock.now, assets });
}

function renameFirst(name: string) {
  return (content: SessionContent) =>
    renameDashboard(content, content.dashboards[0]?.id ?? '', name);
}

async function savedSession(workbench: Workbench): Promise<string> {
  await workbench.newSession(overview);
  const saved = await clock.until(workbench.saveCurrentSession(mine));
  if (saved.kind !== 'saved') throw new Error(`The save ended as ${saved.kind}.`);
  return saved.id;
}

beforeEach(() => {
  server = createFakeServer();
  clock = createFakeClock();
});

describe('the workbench', () => {
  it('keeps the shared settings the same object until they change', async () => {
    const workbench = openBrowser();
    await workbench.newSession(overview);
    const seen: unknown[] = [];
    const stop = effect(() => {
      seen.push(workbench.shared.value);
    });
    const note = workbench.content
      .peek()
      .dashboards[0]?.modules.find(({ type }) => type === 'note');
    for (const text of ['a', 'ab', 'abc']) {
      workbench.edit((content) => changeModuleSettings(content, note?.id ?? '', { text }), {
        label: 'Type',
      });
    }
    expect(seen).toHaveLength(1);
    workbench.edit((content) => changePercentiles(content, [20]), { label: 'Percentiles' });
    expect(seen).toHaveLength(2);
    stop();
  });

  it('has nothing open on the start page', async () => {
    const workbench = openBrowser();
    await clock.until(workbench.initialize({}));
    expect(workbench.lifecycle.value.kind).toBe('Empty');
    expect(workbench.session.value).toBeNull();
    expect(workbench.content.value.dashboards).toEqual([]);
    expect(workbench.edit(renameFirst('x'), { label: 'x' })).toBe(false);
  });

  it('opens a template as a session that can be edited, saved and opened again', async () => {
    const workbench = openBrowser();
    const id = await savedSession(workbench);
    workbench.edit(renameFirst('Wells'), { label: 'Rename' });
    expect(workbench.lifecycle.value).toMatchObject({ local: { kind: 'dirty' } });
    await clock.until(workbench.saveCurrentSession());
    expect(workbench.lifecycle.value).toMatchObject({ local: { kind: 'clean' } });
    const edited = workbench.content.value;

    const other = openBrowser();
    await clock.until(other.initialize({ sessionId: id }));
    expect(other.content.value).toEqual(edited);
    expect(other.content.value.dashboards[0]?.name).toBe('Wells');
    expect(other.readOnly.value).toBe(false);
  });

  it('refuses an edit after which the session could not be opened again, and says so', async () => {
    const workbench = openBrowser();
    await savedSession(workbench);
    const before = workbench.content.value;
    const [{ id = '' } = {}] = before.dashboards[0]?.modules ?? [];
    const long = { text: 'x'.repeat(TEXT_MAX_LENGTH + 1) };
    workbench.edit((content) => changeModuleSettings(content, id, long), { label: 'Edit note' });
    expect(workbench.content.value).toBe(before);
    expect(workbench.lifecycle.value).toMatchObject({ local: { kind: 'clean' } });
    expect(workbench.refusedEdit.value).toMatchObject({ label: 'Edit note' });
  });

  it('keeps the undo steps across a save', async () => {
    const workbench = openBrowser();
    await savedSession(workbench);
    const before = workbench.content.value;
    workbench.edit(renameFirst('Wells'), { label: 'Rename' });
    await clock.until(workbench.saveCurrentSession());
    workbench.undo();
    expect(workbench.content.value).toBe(before);
    expect(workbench.lifecycle.value).toMatchObject({ content: before });
    workbench.redo();
    expect(workbench.content.value.dashboards[0]?.name).toBe('Wells');
  });

  it('is clean again when undo returns to the saved state', async () => {
    const workbench = openBrowser();
    await savedSession(workbench);
    workbench.edit(renameFirst('Wells'), { label: 'Rename' });
    workbench.undo();
    await clock.advance(2000);
    expect(workbench.lifecycle.value).toMatchObject({ local: { kind: 'clean' } });
  });

  it('shows a snapshot without ever making it an edited session', async () => {
    const workbench = openBrowser();
    await savedSession(workbench);
    const made = await clock.until(workbench.makeSnapshot(mine));
    if (made.kind !== 'created') throw new Error(`The snapshot ended as ${made.kind}.`);

    const visitor = openBrowser();
    await clock.until(visitor.initialize({ snapshotId: made.id }));
    const second = visitor.content.value.dashboards[1]?.id ?? '';
    visitor.look((content) => activateDashboard(content, second));
    expect(visitor.edit(renameFirst('x'), { label: 'x' })).toBe(false);
    await clock.advance(2000);
    expect(visitor.readOnly.value).toBe(true);
    expect(visitor.content.value.activeDashboardId).toBe(second);
    expect(visitor.lifecycle.value).toMatchObject({ kind: 'Loaded', mode: 'snapshot' });

    await clock.until(visitor.makeOwnCopy({ title: 'My copy', description: null }));
    expect(visitor.readOnly.value).toBe(false);
    expect(visitor.content.value.activeDashboardId).toBe(second);
    expect(visitor.edit(renameFirst('x'), { label: 'x' })).toBe(true);
  });

  it('shows the result of a merge, which is one step for undo and redo', async () => {
    const workbench = openBrowser();
    const id = await savedSession(workbench);
    const colleague = openBrowser();
    await clock.until(colleague.openSession(id));
    colleague.edit((content) => changePercentiles(content, [50]), { label: 'Percentiles' });
    await clock.until(colleague.saveCurrentSession());

    workbench.edit(renameFirst('Wells'), { label: 'Rename' });
    expect(await clock.until(workbench.saveCurrentSession())).toEqual({ kind: 'conflict' });
    const found = await clock.until(workbench.persistence.differences());
    expect(found).toMatchObject({
      differences: [
        { label: "Dashboard 'Wells'", changedBy: 'mine' },
        { label: 'Settings', changedBy: 'theirs' },
      ],
    });
    await clock.until(workbench.resolve({ merge: new Map() }));
    expect(workbench.content.value).toMatchObject({ settings: { percentiles: [50] } });
    expect(workbench.content.value.dashboards[0]?.name).toBe('Wells');
    expect(workbench.session.value?.undoLabel.value).toBe('Merge');
    workbench.undo();
    expect(workbench.content.value.settings.percentiles).toEqual([10, 50, 90]);
    expect(workbench.content.value.dashboards[0]?.name).toBe('Wells');
    workbench.redo();
    expect(workbench.content.value.settings.percentiles).toEqual([50]);
    expect(await clock.until(workbench.saveCurrentSession())).toMatchObject({ kind: 'saved' });
  });

  it('shows nothing once the session is closed', async () => {
    const workbench = openBrowser();
    await savedSession(workbench);
    await clock.until(workbench.closeSession());
    expect(workbench.session.value).toBeNull();
    expect(workbench.readOnly.value).toBe(true);
  });
});
