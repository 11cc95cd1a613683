/** Every text editor on the screens keeps its input when work is saved, closed or reloaded. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../web/ui');

/** A text field, or a component that contains one. Checkboxes, sliders, colours and files have no unfinished input. */
const FIELD = /<(?:input|textarea|TextField|InlineName)\b[\s\S]*?\/>/g;
const CHOSEN = /type=(?:"(?:checkbox|radio|range|color|file|search)"|\{)/;
/** Code that keeps input until it is part of the session. */
const KEEPS = /\buse(?:Draft|Parsed|Rename|MetadataFields)\b|\bfields: Fields\b/;

/** Text fields that keep nothing, and why they need not. */
const REASONS: Readonly<Record<string, string>> = {
  'app/link-dialog.tsx': 'shows a link to copy',
  'components/field.tsx': 'is the field itself; its users keep the text',
  'dialogs/command-palette.tsx': 'searches',
  'dialogs/expiry.tsx': 'is the field itself; the snapshot dialog keeps the text',
  'management/cloud-list.tsx': 'searches',
  'management/sessions-tab.tsx':
    'the title of another session, which is saved at once or not at all',
  'modules/controls/at-choice.tsx': 'each chosen date is an edit',
  'modules/note/note-view.tsx': 'each keystroke is an edit',
  'modules/picker/picker.tsx': 'searches',
  'panels/import/column-choice.tsx': 'searches',
  'panels/import/file-group.tsx': 'as below',
  'panels/import/format-fields.tsx':
    'belongs to the files, which a reload cannot restore; leaving asks',
  'panels/import/import-questions.tsx': 'as above',
  'panels/import/import-result.tsx': 'as above',
};

function textFields(source: string): number {
  return [...source.matchAll(FIELD)].filter(([field]) => !CHOSEN.test(field)).length;
}

it('each text field keeps its input until it is part of the session, or has a reason not to', () => {
  const files = globSync('**/*.tsx', { cwd: folder }).map((path) => ({
    path,
    source: readFileSync(join(folder, path), 'utf8'),
  }));
  const keepNothing = files
    .filter(({ source }) => textFields(source) > 0 && !KEEPS.test(source))
    .map(({ path }) => path);
  expect(keepNothing.sort()).toEqual(Object.keys(REASONS).sort());
});

it('text fields are found, other inputs are not', () => {
  expect(textFields('<input class="a" onInput={(e) => set(e)} />')).toBe(1);
  expect(textFields('<TextField label="Name" value={name} onInput={change} />')).toBe(1);
  expect(textFields('<input type="checkbox" checked={is} />')).toBe(0);
});
