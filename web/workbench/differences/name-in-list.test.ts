import { expect, it } from 'vitest';
import { split } from '../content/parts.ts';
import type { ModuleInstance, SessionContent } from '../content/schema.ts';
import { contentFrom } from '../testing/contents.ts';
import { nameInList } from './name-in-list.ts';

/** A content whose dashboard "Rates" has these cards, in rows of two; the lowest row first. */
function withCards(...cards: readonly Pick<ModuleInstance, 'type' | 'settings' | 'title'>[]) {
  const modules = cards.map((card, i) => ({
    ...{ id: `m${i}`, ...card },
    layout: { x: i % 2 ? 6 : 0, y: Math.floor(i / 2) * 8, w: 6, h: 8 },
  }));
  const dashboards = [{ id: 'd', name: 'Rates', modules: modules.toReversed() }];
  return { ...contentFrom('empty'), dashboards };
}

const namesIn = (content: SessionContent) => {
  const parts = split(content);
  return ['m0', 'm1', 'm2', 'm3'].map((id) => nameInList(`module:d:${id}`, parts));
};
const note = { type: 'note', settings: { text: '' } };
const lines = (vector: string) => ({ type: 'time-series', settings: { vector } });

it('names a card by what it shows and its dashboard', () => {
  expect(namesIn(withCards(note, lines('FOPR'), lines('FWCT'), lines('')))).toEqual([
    "Note on 'Rates'",
    "Time series 'FOPR' on 'Rates'",
    "Time series 'FWCT' on 'Rates'",
    // On screen it has the name of the vector that comes first.
    "Time series on 'Rates', card 4",
  ]);
});

it('gives cards of the same name their place, counted from the top left', () => {
  const named = { ...lines('FWCT'), title: 'FOPR' };
  expect(namesIn(withCards(note, lines('FOPR'), named, note))).toEqual([
    "Note on 'Rates', card 1",
    "Time series 'FOPR' on 'Rates', card 2",
    "Time series 'FOPR' on 'Rates', card 3",
    "Note on 'Rates', card 4",
  ]);
});

it('knows no place of a card without a dashboard, a layout or a part', () => {
  const damaged = new Map<string, unknown>([
    ['module:d:a', { id: 'a', type: 'note' }],
    ['module:d:b', undefined],
  ]);
  expect(nameInList('module:d:a', damaged)).toBe('Note');
  expect(nameInList('module:d:b', damaged)).toBe('Module');
  expect(nameInList('settings', damaged)).toBe('Settings');
});
