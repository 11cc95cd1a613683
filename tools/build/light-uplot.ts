import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** What uPlot's module creates while it is loaded, though charts do not use it, and what stands there instead. */
const LATER = [
  [
    /const numFormatter = (new Intl\.NumberFormat\([^;]*\));\nconst fmtNum = val => numFormatter\./,
    'let numFormatter;\nconst fmtNum = val => (numFormatter ??= $1).',
  ],
  // Only a short cut for charts in the local time zone.
  [/const localTz = new Intl\.DateTimeFormat\(\)[^;]*;/, 'const localTz = null;'],
] as const;

/**
 * Takes from uPlot the two formatters of the browser that it creates when its module is loaded: creating the first ones
 * of a page takes up to 50 ms. Fails the build if a newer uPlot has other text there.
 */
export const lightUplot: Plugin = {
  name: 'light-uplot',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]uPlot\.esm\.js$/ }, async ({ path }) => {
      let contents = await readFile(path, 'utf8');
      for (const [text, instead] of LATER) {
        if (!text.test(contents)) throw new Error(`${path} has no ${text}.`);
        contents = contents.replace(text, instead);
      }
      return { contents };
    });
  },
};
