import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as esbuild from 'esbuild';
import { closeServer, listen } from '../local/http.ts';

/**
 * Serves a page that runs `page.js`, built from the given entry points, which are paths in `folder`. Dynamic imports are
 * separate files, as in the product. The headers let the page read the clock with a resolution of 5 microseconds.
 */
export async function servePage(
  folder: string,
  entryPoints: Readonly<Record<string, string>>,
): Promise<{ url: string; close(): Promise<void> }> {
  const files = new Map<string, Uint8Array>();
  const { outputFiles } = await esbuild.build({
    absWorkingDir: folder,
    entryPoints,
    outdir: '/',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    splitting: true,
    write: false,
  });
  for (const { path, contents } of outputFiles) files.set(path, contents);
  const html = '<!doctype html><title>Bench</title><script type="module" src="/page.js"></script>';
  const server = createServer((request, response) => {
    const script = files.get(request.url ?? '');
    response.writeHead(200, {
      'content-type': script ? 'text/javascript' : 'text/html',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
    response.end(script ?? html);
  });
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => closeServer(server) };
}
