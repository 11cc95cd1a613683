import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './build/root.ts';
import { version } from './build/version.ts';
import { refuseSources } from './build.ts';

it('A build never overwrites the sources, however the folder is written', () => {
  for (const outDir of ['', '.', './', 'dist/..', ROOT, ROOT + sep]) {
    expect(() => refuseSources(outDir)).toThrow(`"${outDir}" is the project itself.`);
  }
});

it('Any other folder can be the output folder', () => {
  for (const outDir of ['dist', 'dist/test', `${ROOT}/../elsewhere`, '/tmp/holdfast']) {
    expect(() => refuseSources(outDir)).not.toThrow();
  }
});

it('The version that a build shows has a heading in the changelog', () => {
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8')).toContain(`\n## ${version} - 20`);
});
