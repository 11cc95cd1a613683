import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Ports } from '../index.ts';
import { createFakeApi } from './fake-api.ts';
import { createFakeClock } from './fake-clock.ts';
import { createFakeConnectivity } from './fake-connectivity.ts';
import { createFakeServer } from './fake-server.ts';
import { createMemoryDisk } from './memory-disk.ts';
import { createMemoryEntries } from './memory-entries.ts';
import { createMemoryJournal } from './memory-journal.ts';
import { createMemoryTabs, createTabRegistry } from './memory-tabs.ts';
import { keepNotes, notesModel } from './notes-example.ts';

const EXAMPLE = readFileSync(join(import.meta.dirname, 'notes-example.ts'), 'utf8');

test('the example in the documentation is this one, and has at most 40 lines', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/kernel.md'), 'utf8');
  expect(page).toContain(EXAMPLE.replace("'../index.ts'", "'holdfast-kernel'"));
  expect(EXAMPLE.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
});

test('the example keeps the notes of another application, across a crash and in the cloud', async () => {
  const clock = createFakeClock();
  const server = createFakeServer();
  const disk = createMemoryDisk();
  const entries = createMemoryEntries();
  const registry = createTabRegistry();
  const openPage = () => {
    const tabs = createMemoryTabs(registry, { bufferId: null });
    const ports: Ports = {
      api: createFakeApi(server, clock, 'alice', () => true),
      journal: createMemoryJournal(disk, notesModel, clock),
      entries,
      tabs,
      clock,
      connectivity: createFakeConnectivity(),
    };
    return { tabs, ports };
  };

  const lines: string[] = [];
  const first = openPage();
  const notes = await keepNotes(first.ports, 'alice', (line) => lines.push(line));
  notes.edit({ order: ['1'], notes: { 1: { text: 'Do not lose me' } } });
  await clock.advance(300);
  expect(lines.at(-1)).toBe('Backed up');
  first.tabs.end();

  const again = await keepNotes(openPage().ports, 'alice', (line) => lines.push(line));
  expect(again.state).toMatchObject({ content: { notes: { 1: { text: 'Do not lose me' } } } });
  expect(await clock.until(again.save())).toMatchObject({ kind: 'saved', version: 1 });
  expect(lines.at(-1)).toBe('Saved');
  expect([...server.sessions.values()][0]?.content).toContain('Do not lose me');
  await again.close();
});
