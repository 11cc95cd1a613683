/** Folders are layers: no two of them import each other, directly or by way of others. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Folders of `parent` (its own files count as the folder '.'), each with the folders it imports from. */
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

/** A way from a folder back to itself; null if there is none. */
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
  it.each(['web/ui', 'web/kernel', 'functions'])('of %s do not import in a circle', (parent) => {
    expect(findCycle(folderGraph(parent))).toBeNull();
  });

  it('are found to import in a circle where they do, also by way of a third', () => {
    const graph = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c'])],
      ['c', new Set(['b'])],
    ]);
    expect(findCycle(graph)).toEqual(['b', 'c', 'b']);
  });
});
