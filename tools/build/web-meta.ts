import { gzipSync } from 'node:zlib';
import type { Metafile } from 'esbuild';

/** What the page loads at once and on demand, and the size of each file. Paths are relative to the site. */
export interface WebMeta {
  /** The first script, and the main one. */
  readonly ahead: string;
  readonly main: string;
  readonly style: string;
  /** The two scripts, static imports of the main one, and the stylesheet. */
  readonly initial: readonly string[];
  /** Chunks that every page or every session loads, though not for its first screen. */
  readonly soon: readonly string[];
  /** Chunks that a dynamic import loads later, in the page or in a Worker. */
  readonly onDemand: readonly string[];
  readonly sizes: Record<string, { bytes: number; gzipBytes: number }>;
}

/**
 * @param ahead the first script, which is built on its own.
 * @param together names of the groups that are loaded soon after the start.
 * @throws if a stylesheet was built that no page loads.
 */
export function webMeta(
  { outputs }: Metafile,
  files: ReadonlyMap<string, Uint8Array>,
  ahead: string,
  workerUrls: readonly string[],
  workerChunks: readonly string[],
  together: readonly string[],
): WebMeta {
  const built = (source: string) => {
    const entry = Object.entries(outputs).find(([, output]) => output.entryPoint === source);
    if (!entry) throw new Error(`${source} was not built.`);
    return entry;
  };
  const [main, { cssBundle: style = '' }] = built('web/main.tsx');

  const withImports = (paths: readonly string[]) => {
    const found = new Set(paths);
    for (const path of found) {
      for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
        if (kind === 'import-statement') found.add(imported);
      }
    }
    return found;
  };
  const initial = withImports([main]);
  const soon = withImports(together.map((name) => built(`together:${name}`)[0]));
  if (style) initial.add(style);
  const first = [ahead, ...initial];
  const chunks = Object.keys(outputs).filter((path) => !path.endsWith('.map'));
  const lost = chunks.find((path) => path.endsWith('.css') && path !== style);
  if (lost) {
    const sources = Object.keys(outputs[lost]?.inputs ?? {}).join(', ');
    throw new Error(`No page loads ${sources}: import it where the page's styles are imported.`);
  }

  const sizes: WebMeta['sizes'] = {};
  for (const path of [
    ahead,
    ...chunks,
    ...workerUrls.map((url) => url.slice(1)),
    ...workerChunks,
  ]) {
    const bytes = files.get(path) ?? new Uint8Array();
    sizes[path] = { bytes: bytes.length, gzipBytes: gzipSync(bytes, { level: 9 }).length };
  }
  return {
    ahead,
    main,
    style,
    initial: first,
    soon: [...soon].filter((path) => !initial.has(path)),
    onDemand: [...chunks.filter((path) => !initial.has(path)), ...workerChunks],
    sizes,
  };
}
