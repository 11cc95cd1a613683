/**
 * Makes the emulator's documents durable. Every committed write calls `_set` or `delete` of a container's
 * documents; there one line of JSON is written before the client gets its response. At startup the lines are
 * replayed. Then, and whenever the file has grown large, it is compacted: a new file without outdated lines
 * replaces the old one in one rename.
 *
 * A kill can only truncate the last line, which was not acknowledged to any client, so it is dropped. Any other
 * line that does not parse is reported as damage. Lines are not flushed to disk one by one, so a power cut
 * may lose the last ones. A transactional batch is several lines.
 */
import * as fs from 'node:fs';
import type Documents from '@vercel/cosmosdb-server/lib/account/documents.js';

type Document = Parameters<Documents['_set']>[0];
type Containers = ReadonlyMap<string, Documents>;

type Line =
  | { container: string; count: number; set: Document }
  | { container: string; delete: { id: string; partition: string } };

const COMPACT_AFTER_BYTES = 256 * 1024 * 1024;
const NEWLINE = 10;

export interface Journal {
  close(): void;
}

/**
 * Fills the containers from the file at `path` and from then on records their changes in it. Throws if the
 * file is damaged anywhere except at its end, or cannot be written.
 * @param onFailure called once if a later write fails: memory and file differ then, so stop.
 */
export function openJournal(
  path: string,
  containers: Containers,
  onFailure: (error: Error) => void,
  compactAfterBytes = COMPACT_AFTER_BYTES,
): Journal {
  for (const line of readLines(path)) apply(line, containers);
  compact(path, containers);
  let file = fs.openSync(path, 'a');
  let written = 0;

  const write = (line: Line) => {
    try {
      written += writeLine(file, line);
    } catch (error) {
      onFailure(error as Error);
      throw error;
    }
  };
  const settle = () => {
    if (written < compactAfterBytes) return;
    fs.closeSync(file);
    compact(path, containers);
    file = fs.openSync(path, 'a');
    written = 0;
  };
  for (const [container, documents] of containers) record(container, documents, write, settle);
  return { close: () => fs.closeSync(file) };
}

function* readLines(path: string): Generator<Line> {
  if (!fs.existsSync(path)) return;
  const bytes = fs.readFileSync(path);
  let start = 0;
  for (let number = 1; ; number += 1) {
    const end = bytes.indexOf(NEWLINE, start);
    if (end < 0) return; // nothing left, or a line truncated by a kill
    try {
      yield JSON.parse(bytes.toString('utf8', start, end));
    } catch {
      throw new Error(
        `${path} is damaged in line ${number}. Move the file away to start without its data.`,
      );
    }
    start = end + 1;
  }
}

function apply(line: Line, containers: Containers) {
  const documents = containers.get(line.container);
  if (!documents) return; // a container that is no longer defined
  if ('set' in line) {
    documents._ridCount = line.count;
    documents._set(line.set);
  } else {
    documents.delete(line.delete.id, line.delete.partition);
  }
}

function compact(path: string, containers: Containers) {
  const file = fs.openSync(`${path}.new`, 'w');
  for (const [container, documents] of containers) {
    for (const document of documents._data.values()) {
      writeLine(file, { container, count: documents._ridCount, set: document.read() as Document });
    }
  }
  fs.fsyncSync(file);
  fs.closeSync(file);
  fs.renameSync(`${path}.new`, path);
}

/** Overrides three methods of this object only; the emulator's classes are not changed. */
function record(
  container: string,
  documents: Documents,
  write: (line: Line) => void,
  settle: () => void,
) {
  const { _set: set, delete: remove, replace } = documents;
  let replacing = false;

  documents._set = (document) => {
    write({ container, count: documents._ridCount, set: document });
    const stored = set.call(documents, document);
    settle();
    return stored;
  };
  documents.replace = (data, original) => {
    replacing = true; // `replace` deletes and sets; only the set needs a line
    try {
      return replace.call(documents, data, original);
    } finally {
      replacing = false;
    }
  };
  documents.delete = (id, partition) => {
    const isKnown = documents._item('/id', id, partition).read();
    if (isKnown && !replacing) {
      write({ container, delete: { id, partition: partition as string } });
    }
    remove.call(documents, id, partition);
  };
}

function writeLine(file: number, line: Line): number {
  const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
  for (let done = 0; done < bytes.length; ) done += fs.writeSync(file, bytes, done);
  return bytes.length;
}
