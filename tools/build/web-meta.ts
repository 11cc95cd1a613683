import { gzipSync } from 'node:zlib';
import type { Metafile } from 'esbuild';

/** What the page loads at once and on demand, and the size of each file. Paths are relative to the site. */
export interface WebMeta {
  readonly main: string;
  readonly style: string;
  /** The main script, its static imports, and the stylesheet. */
  readonly initial: readonly string[];
  /** Chunks that a dynamic import loads later, in the page or in a Worker. */
  readonly onDemand: readonly string[];
  readonly sizes: Record<string, { bytes: number; gzipBytes: number }>;
}

/** Throws if a stylesheet was built that no page loads. */
export function webMeta(
  { outputs }: Metafile,
  files: ReadonlyMap<string, Uint8Array>,
  workerUrls: readonly string[],
  workerChunks: readonly string[],
): WebMeta {
  const entry = Object.entries(outputs).find(([, output]) => output.entryPoint === 'web/main.tsx');
  if (!entry) throw new Error('web/main.tsx was not built.');
  const [main, { cssBundle: style = '' }] = entry;

  const initial = new Set([main]);
  for (const path of initial) {
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement') initial.add(imported);
    }
  }
  if (style) initial.add(style);
  const chunks = Object.keys(outputs).filter((path) => !path.endsWith('.map'));
  const lost = chunks.find((path) => path.endsWith('.css') && path !== style);
  if (lost) {
    const sources = Object.keys(outputs[lost]?.inputs ?? {}).join(', ');
    throw new Error(`No page loads ${sources}: import it where the page's styles are imported.`);
  }

  const sizes: WebMeta['sizes'] = {};
  for (const path of [...chunks, ...workerUrls.map((url) => url.slice(1)), ...workerChunks]) {
    const bytes = files.get(path) ?? new Uint8Array();
    sizes[path] = { bytes: bytes.length, gzipBytes: gzipSync(bytes, { level: 9 }).length };
  }
  return {
    main,
    style,
    initial: [...initial],
    onDemand: [...chunks.filter((path) => !initial.has(path)), ...workerChunks],
    sizes,
  };
}
