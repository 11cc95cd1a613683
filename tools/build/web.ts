/**
 * Builds the site: hashed files in `/assets/`, and at the root only files that must keep their names (`index.html`,
 * `sw.js`, `staticwebapp.config.json`, all of `web/static/`).
 *
 * `/ahead.js`, `/session.js`, `/main.js` and `/main.css` in `web/index.html` are replaced by their hashed names.
 * `web/build-constants.d.ts` declares the constants that the build defines.
 */
import { createHash } from 'node:crypto';
import * as esbuild from 'esbuild';
import { fewChunks, TOGETHER } from './few-chunks.ts';
import { lightUplot } from './light-uplot.ts';
import { ROOT } from './root.ts';
import { filesBelow, readSource } from './sources.ts';
import { styles } from './styles.ts';
import { version } from './version.ts';
import { type WebMeta, webMeta } from './web-meta.ts';

type Files = Map<string, Uint8Array>;

const common = {
  absWorkingDir: ROOT,
  outdir: '.',
  bundle: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  loader: { '.woff2': 'file', '.svg': 'file', '.png': 'file' },
  write: false,
  metafile: true,
} as const satisfies esbuild.BuildOptions;

/** Builds all files of the site by path, and the sizes of its chunks. */
export async function buildWeb(minify: boolean): Promise<{ files: Files; meta: WebMeta }> {
  const files: Files = new Map();
  const workers = await buildWorkers(minify, files);
  const page = await buildPage(minify, files, workers.urls);
  const scripts = Object.values(workers.urls);
  const ahead = await buildAhead(minify, files);
  const meta = webMeta(page, files, ahead, scripts, workers.chunks, Object.keys(TOGETHER));

  const statics = await filesBelow('web/static');
  for (const name of statics) files.set(name, await readSource(`web/static/${name}`));
  const shell = ['/', ...meta.initial.map(url), ...scripts, ...statics.map(url)];
  const onDemand = meta.onDemand.map(url);
  const html = await indexHtml(meta);
  // Most file names contain a hash of the content; files in `web/static/` keep their names.
  const kept = statics.map((name) => files.get(name) ?? '');
  const hash = createHash('sha256').update([html, ...shell, ...onDemand].join('\n'));
  for (const content of kept) hash.update(content);
  const buildId = hash.digest('hex').slice(0, 12);

  await bundle(files, {
    ...common,
    minify,
    entryPoints: { sw: 'web/sw.ts' },
    define: {
      BUILD_ID: JSON.stringify(buildId),
      SHELL_ASSETS: JSON.stringify(shell),
      ON_DEMAND_ASSETS: JSON.stringify(onDemand),
    },
  });
  files.set('index.html', Buffer.from(html));
  files.set('staticwebapp.config.json', await readSource('web/staticwebapp.config.json'));
  return { files, meta };
}

/** Workers that load large libraries only when they need them; the others are one file each. */
const SPLIT_WORKERS = ['import'];

interface Workers {
  readonly urls: Record<string, string>;
  /** Paths of the chunks that they load on demand. */
  readonly chunks: readonly string[];
}

/** Builds each `web/.../<name>.worker.ts` or `web/.../<name>/worker.ts`; returns their URLs by name. */
async function buildWorkers(minify: boolean, files: Files): Promise<Workers> {
  const sources = (await filesBelow('web')).filter((name) => /[./]worker\.ts$/.test(name)).sort();
  const urls: Record<string, string> = {};
  const chunks: string[] = [];
  for (const source of sources) {
    const name = /([^/]+)[./]worker\.ts$/.exec(source)?.[1] ?? source;
    if (name in urls) throw new Error(`Two Workers are named "${name}": rename web/${source}.`);
    const { outputs } = await bundle(files, {
      ...common,
      minify,
      splitting: SPLIT_WORKERS.includes(name),
      entryPoints: { [name]: `web/${source}` },
      entryNames: 'assets/[name]-[hash]',
      chunkNames: 'assets/[name]-[hash]',
    });
    for (const [path, { entryPoint }] of Object.entries(outputs)) {
      if (path.endsWith('.map')) continue;
      if (entryPoint === `web/${source}`) urls[name] = url(path);
      else chunks.push(path);
    }
  }
  return { urls, chunks };
}

/**
 * Has Chrome compile all functions of a file while it arrives, in another thread, instead of each at its first call: most
 * of them are called as soon as a session opens.
 */
const COMPILE_ALL = '//# allFunctionsCalledOnLoad';

function buildPage(minify: boolean, files: Files, workers: Record<string, string>) {
  return bundle(files, {
    ...common,
    minify,
    splitting: true,
    entryPoints: { main: 'web/main.tsx' },
    banner: { js: COMPILE_ALL },
    entryNames: 'assets/[name]-[hash]',
    chunkNames: 'assets/[name]-[hash]',
    assetNames: 'assets/[name]-[hash]',
    define: { WORKER_URLS: JSON.stringify(workers), VERSION: JSON.stringify(version) },
    plugins: [styles, fewChunks, lightUplot],
  });
}

/** Builds the first script, which is not a module. Returns its path. */
async function buildAhead(minify: boolean, files: Files): Promise<string> {
  const { outputs } = await bundle(files, {
    ...common,
    minify,
    format: 'iife',
    entryPoints: { ahead: 'web/ahead.ts' },
    entryNames: 'assets/[name]-[hash]',
  });
  return Object.keys(outputs).find((path) => path.endsWith('.js')) ?? '';
}

async function indexHtml({ ahead, main, style, initial, soon }: WebMeta): Promise<string> {
  const scripts = initial.filter((path) => path.endsWith('.js') && path !== main && path !== ahead);
  const preloads = scripts.map((path) => `<link rel="modulepreload" href="${url(path)}">`);
  let html = (await readSource('web/index.html')).toString();
  for (const [placeholder, text] of [
    ['"/ahead.js"', `"${url(ahead)}"`],
    // The first script preloads it, where the address names a session.
    ['"/session.js"', `"${soon.map(url).join(' ')}"`],
    ['"/main.js"', `"${url(main)}"`],
    ['"/main.css"', `"${url(style)}"`],
    ['</head>', `${preloads.join('')}</head>`],
  ] as const) {
    if (!html.includes(placeholder)) throw new Error(`web/index.html has no ${placeholder}.`);
    html = html.replace(placeholder, text);
  }
  return html;
}

async function bundle(files: Files, options: esbuild.BuildOptions): Promise<esbuild.Metafile> {
  const { outputFiles = [], metafile } = await esbuild.build(options);
  for (const file of outputFiles) files.set(file.path.slice(ROOT.length + 1), file.contents);
  return metafile as esbuild.Metafile;
}

const url = (path: string) => `/${path}`;
