import { sep } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './build/root.ts';
import { refuseSources } from './build.ts';

it('Nothing is built over the sources, however the folder is spelled', () => {
  for (const outDir of ['', '.', './', 'dist/..', ROOT, ROOT + sep]) {
    expect(() => refuseSources(outDir)).toThrow(`"${outDir}" is the project itself.`);
  }
});

it('Any other folder can be built into', () => {
  for (const outDir of ['dist', 'dist/test', `${ROOT}/../elsewhere`, '/tmp/holdfast']) {
    expect(() => refuseSources(outDir)).not.toThrow();
  }
});
