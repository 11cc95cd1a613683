/** Folders are layers: they do not import each other in a cycle, directly or through others. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** The folders of `parent` (its own files count as the folder '.') and the folders that each imports from. */
function folderGraph(parent: string): ReadonlyMap<string, ReadonlySet<string>> {
  const cwd = join(root, parent);
  const graph = new Map<string, Set<string>>();
  for (const file of globSync('**/*.{ts,tsx}', { cwd })) {
    if (/\.test\.tsx?$/.test(file)) continue;
    const from = folderOf(file);
    const targets = graph.get(from) ?? new Set();
    graph.set(from, targets);
    for (const specifier of importsOf(readFileSync(join(cwd, file), 'utf8'))) {
      const target = normalize(join(dirname(file), specifier));
      if (!target.startsWith('..') && folderOf(target) !== from) targets.add(folderOf(target));
    }
  }
  return graph;
}

function folderOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '.') : '.';
}

function importsOf(source: string): string[] {
  return [...source.matchAll(/(?:from|import|import\()\s*'(\.[^']+)'/g)].map(
    ([, path]) => `${path}`,
  );
}

/** A cycle of folders; null if there is none. */
function findCycle(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const done = new Set<string>();
  const visit = (folder: string, path: readonly string[]): string[] | null => {
    const start = path.indexOf(folder);
    if (start >= 0) return [...path.slice(start), folder];
    if (done.has(folder)) return null;
    for (const next of graph.get(folder) ?? []) {
      const cycle = visit(next, [...path, folder]);
      if (cycle) return cycle;
    }
    done.add(folder);
    return null;
  };
  for (const folder of graph.keys()) {
    const cycle = visit(folder, []);
    if (cycle) return cycle;
  }
  return null;
}

describe('folders', () => {
  it.each(['web/ui', 'web/kernel', 'functions'])('of %s have no import cycle', (parent) => {
    expect(findCycle(folderGraph(parent))).toBeNull();
  });

  it('with an import cycle are found, also through a third folder', () => {
    const graph = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c'])],
      ['c', new Set(['b'])],
    ]);
    expect(findCycle(graph)).toEqual(['b', 'c', 'b']);
  });
});
