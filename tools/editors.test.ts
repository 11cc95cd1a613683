/** Every editor of the screens keeps what is typed in it: none is forgotten when work is saved, put away or reloaded. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../web/ui');

/** A field of text, by itself or by a component that is one. Ticks, sliders, colours and files are chosen at once. */
const FIELD = /<(?:input|textarea|TextField|InlineName)\b[\s\S]*?\/>/g;
const CHOSEN = /type=(?:"(?:checkbox|radio|range|color|file|search)"|\{)/;
/** What keeps a text until it is part of the session. */
const KEEPS = /\buse(?:Draft|Parsed|Rename|MetadataFields)\b|\bfields: Fields\b/;

/** Fields of text that keep nothing, and why they need not. */
const REASONS: Readonly<Record<string, string>> = {
  'app/link-dialog.tsx': 'shows an address, to be copied',
  'components/field.tsx': 'is the field; who uses it keeps its text',
  'components/inline-name.tsx': 'is the field; who uses it keeps its text',
  'dialogs/command-palette.tsx': 'searches',
  'dialogs/expiry.tsx': 'is the field; the snapshot dialog keeps it',
  'management/cloud-list.tsx': 'searches',
  'management/sessions-tab.tsx': 'the title of another session: saved at once, or not at all',
  'modules/controls/at-choice.tsx': 'each date chosen is an edit',
  'modules/note/note-view.tsx': 'each letter is an edit',
  'modules/picker/picker.tsx': 'searches',
  'panels/import/column-choice.tsx': 'searches',
  'panels/import/file-group.tsx': 'as below',
  'panels/import/format-fields.tsx':
    'goes with the files, which a reload cannot bring back; leaving asks',
  'panels/import/import-questions.tsx': 'as above',
  'panels/import/import-result.tsx': 'as above',
};

function textFields(source: string): number {
  return [...source.matchAll(FIELD)].filter(([field]) => !CHOSEN.test(field)).length;
}

it('each field of text keeps what is typed in it until it is part of the session, or says why it need not', () => {
  const files = globSync('**/*.tsx', { cwd: folder }).map((path) => ({
    path,
    source: readFileSync(join(folder, path), 'utf8'),
  }));
  const keepNothing = files
    .filter(({ source }) => textFields(source) > 0 && !KEEPS.test(source))
    .map(({ path }) => path);
  expect(keepNothing.sort()).toEqual(Object.keys(REASONS).sort());
});

it('a field is found, and what is chosen at once is none', () => {
  expect(textFields('<input class="a" onInput={(e) => set(e)} />')).toBe(1);
  expect(textFields('<TextField label="Name" value={name} onInput={change} />')).toBe(1);
  expect(textFields('<input type="checkbox" checked={is} />')).toBe(0);
});
