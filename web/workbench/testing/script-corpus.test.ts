import { describe, expect, it } from 'vitest';
import { readContent } from '../content/read.ts';
import { contentWithScript, scriptCorpus, stringPaths } from './script-corpus.ts';

describe('the corpus of scripts', () => {
  it.each(scriptCorpus)('can stand in a content that the schema accepts: %s', async (script) => {
    const content = await contentWithScript(script);
    expect(readContent(content).ok).toBe(true);
    expect(JSON.stringify(content)).toContain(JSON.stringify(script));
  });

  it('reaches every string but those that the schema pins down and the words that keep a module alive', async () => {
    const [script = ''] = scriptCorpus;
    const content = await contentWithScript(script);
    const other = new Set<string>();
    for (const path of stringPaths(content)) {
      const value = path.reduce<unknown>(
        (item, key) => (item as Record<string, unknown>)[key],
        content,
      );
      if (value !== script)
        other.add(
          path
            .filter((key) => !/^\d+$/.test(key))
            .slice(-2)
            .join('.'),
        );
    }
    expect([...other].sort()).toEqual([
      'annotations.charts',
      'annotations.color',
      'annotations.date',
      'annotations.id',
      'annotations.kind',
      'codes.data',
      'codes.encoding',
      'dashboards.id',
      'ensembles.id',
      'modules.id',
      'modules.type',
      'parameters.kind',
      'parameters.name',
      'realizations.data',
      'realizations.encoding',
      'settings.at',
      'settings.ensembles',
      'settings.of',
      'settings.rows',
      'settings.theme',
      'source.importedAt',
      'source.kind',
      'times.data',
      'times.encoding',
      'values.data',
      'values.encoding',
    ]);
    const names = content.ensembleSet.ensembles.flatMap(({ source }) =>
      source.kind === 'imported'
        ? [...source.vectors, ...source.parameters].map((one) => one.name)
        : [],
    );
    expect(names.filter((name) => name === script)).toHaveLength(2);
  });

  it('fits where names do, so that no text of it is left out', () => {
    expect(scriptCorpus.filter((script) => script.length > 120)).toEqual([]);
  });
});
