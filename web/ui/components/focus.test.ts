import { expect, it } from 'vitest';
import { shortcutKey } from './focus.ts';

it.each([
  ['a Cyrillic layout', 'ы', 'KeyS', 's'],
  ['a Greek layout', 'Σ', 'KeyS', 's'],
  ['an Arabic layout', 'س', 'KeyS', 's'],
  // On these layouts the letter counts, wherever its key is.
  ['a French layout', 'z', 'KeyW', 'z'],
  ['a Dvorak layout', 's', 'Semicolon', 's'],
  ['a capital', 'S', 'KeyS', 's'],
  ['a named key', 'F8', 'F8', 'f8'],
  ['a sign', '?', 'Slash', '?'],
])('finds the key of a shortcut on %s', (_, key, code, expected) => {
  expect(shortcutKey({ key, code })).toBe(expected);
});
