import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './build/root.ts';

const FOLDERS = 'contract|functions|web|infra|local|tests|bench|docs|tools|\\.github';
const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md', { cwd: ROOT })];

// CONTRIBUTING.md also names files that the reader is to create.
it.each(pages.filter((page) => page !== 'CONTRIBUTING.md'))(
  '%s names only files and folders that exist',
  (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const named = [...text.matchAll(new RegExp(`\`((?:${FOLDERS})/[\\w./*-]*)\``, 'g'))];
    const absent = named.map(([, path = '']) => path).filter((path) => !isThere(path));
    expect(absent).toEqual([]);
  },
);

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');

  it('links only to pages, headings and pictures that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !leadsSomewhere(page, text, link))).toEqual([]);
  });

  it('quotes only tests that exist in the file named before them', () => {
    expect(quotedTests(text).filter(({ file, name }) => !hasTest(file, name))).toEqual([]);
  });
});

function isThere(path: string): boolean {
  return path.includes('*')
    ? globSync(path, { cwd: ROOT }).length > 0
    : existsSync(join(ROOT, path));
}

function leadsSomewhere(page: string, text: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path ? join(ROOT, dirname(page), path) : undefined;
  if (target && !existsSync(target)) return false;
  const there = target ? readFileSync(target, 'utf8') : text;
  return !heading || headingsOf(there).includes(heading);
}

function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

/** Finds, in a table cell, a test file in backticks followed by names of its tests in double quotes. */
function quotedTests(text: string): { file: string; name: string }[] {
  const cells = text.split('\n').flatMap((line) => (line.startsWith('|') ? line.split('|') : []));
  return cells.flatMap((cell) =>
    cell.split(/(?=`[\w./-]+\.test\.tsx?`)/).flatMap((part) => {
      const file = /^`([\w./-]+\.test\.tsx?)`/.exec(part)?.[1];
      if (!file) return [];
      return [...part.matchAll(/"([^"]+)"/g)].map(([, name = '']) => ({ file, name }));
    }),
  );
}

function hasTest(file: string, name: string): boolean {
  const path = join(ROOT, file);
  return existsSync(path) && readFileSync(path, 'utf8').replaceAll("\\'", "'").includes(name);
}
