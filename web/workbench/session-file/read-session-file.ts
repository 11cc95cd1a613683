import { ASSET_MAX_BYTES, CONTENT_MAX_BYTES } from '../../../contract/limits.ts';
import { assetsOf } from '../content/assets.ts';
import { type Assets, sha256 } from '../ensembles/columns/assets.ts';
import { inflatedEntry, type ZipEntry, zipEntries } from '../ensembles/import/files/zip.ts';
import { type ReadSession, readSessionText } from './read-session-text.ts';
import { ASSETS_FOLDER, SESSION_ENTRY } from './session-text.ts';

/** Content with indentation, plus title and description. */
const TEXT_MAX_BYTES = 4 * CONTENT_MAX_BYTES;

/**
 * Reads a session file, or the JSON text that earlier builds wrote. Stores its data on this device before the session
 * opens. Returns what is wrong, if anything; data that the file lacks may be in the cloud.
 */
export async function readSessionFile(
  file: Blob,
  assets: Pick<Assets, 'put'>,
): Promise<ReadSession> {
  if (!(await isZip(file))) return readSessionText(await file.text());
  try {
    const entries = new Map((await zipEntries(file)).map((entry) => [entry.name, entry]));
    const session = entries.get(SESSION_ENTRY);
    if (!session) return refused('The file is not a Holdfast session.');
    const text = new TextDecoder().decode(await inflatedEntry(session, TEXT_MAX_BYTES));
    const read = readSessionText(text);
    if (!read.ok) return read;
    for (const hash of assetsOf(read.content)) {
      const entry = entries.get(ASSETS_FOLDER + hash);
      if (entry && !(await keep(hash, entry, assets)))
        return refused('The file is damaged: its data does not match its checksums.');
    }
    return read;
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}

async function keep(hash: string, entry: ZipEntry, assets: Pick<Assets, 'put'>): Promise<boolean> {
  const bytes = await inflatedEntry(entry, ASSET_MAX_BYTES);
  if ((await sha256(bytes)) !== hash) return false;
  await assets.put(hash, bytes);
  return true;
}

async function isZip(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x50 && second === 0x4b;
}

function refused(issue: string): ReadSession {
  return { ok: false, issues: [issue] };
}
