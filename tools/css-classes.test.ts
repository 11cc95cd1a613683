/** Every CSS class is styled in one file and used by an element. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../web/ui');
const read = (pattern: string) =>
  globSync(pattern, { cwd: folder }).map(
    (path) => [path, readFileSync(join(folder, path), 'utf8')] as const,
  );

/** The files with a class in a selector, by class. */
function filesByClass(
  sheets: readonly (readonly [string, string])[],
): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>();
  for (const [path, css] of sheets) {
    const selectors = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/[^{};]*;/g, '');
    for (const name of new Set(
      [...selectors.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = '']) => name),
    )) {
      files.set(name, [...(files.get(name) ?? []), path]);
    }
  }
  return files;
}

const styled = filesByClass(read('**/*.css'));

it('each class is in only one stylesheet', () => {
  expect([...styled].filter(([, files]) => files.length > 1)).toEqual([]);
});

it('each class in a stylesheet is used by an element', () => {
  const source = read('**/*.{ts,tsx}')
    .map(([, text]) => text)
    .join('\n');
  /** Classes of uPlot, and composed classes such as `ui-tone-${tone}`. */
  const isMade = (name: string) =>
    name.startsWith('u-') || source.includes(`${name.replace(/[^-]+$/, '')}\${`);
  const dead = [...styled.keys()].filter((name) => !source.includes(name) && !isMade(name));
  expect(dead).toEqual([]);
});

it('a class in two stylesheets is found, but not in comments and values', () => {
  const found = filesByClass([
    ['a.css', '/* .no */ .card:has(> .part) { width: 1.5em; color: red; & .inner { top: 0 } }'],
    ['b.css', '@media (min-width: 1px) { .card { left: 0 } }'],
  ]);
  expect([...found]).toEqual([
    ['card', ['a.css', 'b.css']],
    ['part', ['a.css']],
    ['inner', ['a.css']],
  ]);
});
