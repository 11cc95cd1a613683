import { describe, expect, it } from 'vitest';
import { readContent } from '../content/read.ts';
import { contentWithScripts, scriptCorpus, stringAt, stringPaths } from './script-corpus.ts';

const isScript = (text: string) => scriptCorpus.some((script) => text.includes(script));

describe('the corpus of scripts', () => {
  it.each([0, 7])(
    'is complete in a content that the schema accepts, whichever comes first (%i)',
    async (start) => {
      const content = await contentWithScripts(start);
      expect(readContent(content).ok).toBe(true);
      const texts = stringPaths(content)
        .map((path) => stringAt(content, path))
        .join('\n');
      expect(scriptCorpus.filter((script) => !texts.includes(script))).toEqual([]);
    },
  );

  it('reaches every string except those that the schema fixes and those that a module needs', async () => {
    const content = await contentWithScripts(0);
    const other = new Set<string>();
    for (const path of stringPaths(content)) {
      if (!isScript(stringAt(content, path)))
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
      'realizations.data',
      'realizations.encoding',
      'settings.at',
      'settings.ensemble',
      'settings.ensembles',
      'settings.of',
      'settings.rows',
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
    expect(names.filter(isScript)).toHaveLength(names.length);
  });

  it('fits into name fields, so that none of its texts is left out', () => {
    expect(scriptCorpus.filter((script) => script.length > 120)).toEqual([]);
  });
});
