import type { Metadata } from '../../kernel/index.ts';
import { assetsOf } from '../content/assets.ts';
import type { SessionContent } from '../content/schema.ts';
import type { Assets } from '../ensembles/columns/assets.ts';
import { ASSETS_FOLDER, SESSION_ENTRY, sessionText } from './session-text.ts';
import { type FileToPack, writeZip } from './write-zip.ts';

export interface WrittenFile {
  readonly file: Blob;
  /** How many assets could not be read and are missing in the file. */
  readonly lacking: number;
}

/**
 * Writes a session as one file: a zip archive of its content and its assets. Rejects with the reason of `signal` once
 * that is aborted.
 */
export async function writeSessionFile(
  metadata: Metadata,
  content: SessionContent,
  assets: Pick<Assets, 'readWhole'>,
  {
    onProgress,
    signal,
  }: { onProgress?(done: number, all: number): void; signal?: AbortSignal } = {},
): Promise<WrittenFile> {
  let lacking = 0;
  async function* files(): AsyncGenerator<FileToPack> {
    const text = new TextEncoder().encode(sessionText(metadata, content));
    yield { name: SESSION_ENTRY, bytes: text };
    const hashes = [...assetsOf(content)];
    for (const [done, hash] of hashes.entries()) {
      onProgress?.(done, hashes.length);
      signal?.throwIfAborted();
      try {
        yield { name: `${ASSETS_FOLDER}${hash}`, bytes: await assets.readWhole(hash) };
      } catch {
        lacking += 1;
      }
    }
    signal?.throwIfAborted();
  }
  return { file: await writeZip(files()), lacking };
}
