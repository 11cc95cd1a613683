import {
  DESCRIPTION_MAX_LENGTH,
  REQUEST_BODY_MAX_BYTES,
  TITLE_MAX_LENGTH,
} from '../../../contract/limits.ts';
import type { Metadata } from '../../kernel/metadata.ts';
import { readContent } from '../content/read.ts';
import type { SessionContent } from '../content/schema.ts';

const FORMAT = 'holdfast-session';
const FILE_NAME_MAX_LENGTH = 60;
const UNTITLED = 'Session from a file';

export interface SessionFile {
  /** "North Flank.holdfast.json" */
  readonly name: string;
  readonly text: string;
}

export type ReadSessionFile =
  | { readonly ok: true; readonly metadata: Metadata; readonly content: SessionContent }
  /** Nothing of it is loaded; what is wrong, one sentence each. */
  | { readonly ok: false; readonly issues: readonly string[] };

/** A session as a file to keep or to send: everything in it, readable by `readSessionFile` of this or a later build. */
export function makeSessionFile(metadata: Metadata, content: SessionContent): SessionFile {
  const { title, description } = metadata;
  const safe = title
    .replace(/[^\p{L}\p{N} _.-]/gu, '_')
    .trim()
    .slice(0, FILE_NAME_MAX_LENGTH);
  return {
    name: `${safe || 'session'}.holdfast.json`,
    text: JSON.stringify({ format: FORMAT, title, description, content }, null, 1),
  };
}

/** Reads a session file, or refuses it with a list of what is wrong; never a part of it. */
export async function readSessionFile(file: Blob): Promise<ReadSessionFile> {
  if (file.size > REQUEST_BODY_MAX_BYTES) {
    const megabytes = REQUEST_BODY_MAX_BYTES / 1024 / 1024;
    return refused(`The file is larger than ${megabytes} MB, which no session is.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(await file.text());
  } catch {
    return refused('The file is not JSON: it is no session file, or it is damaged.');
  }
  const { format, title, description, content } = (value ?? {}) as Record<string, unknown>;
  if (format !== FORMAT)
    return refused('The file is JSON, but no session file of this application.');
  const read = readContent(content);
  if (!read.ok) return { ok: false, issues: read.issues };
  const metadata = {
    title: typeof title === 'string' && title !== '' ? title.slice(0, TITLE_MAX_LENGTH) : UNTITLED,
    description:
      typeof description === 'string' ? description.slice(0, DESCRIPTION_MAX_LENGTH) : null,
  };
  return { ok: true, metadata, content: read.content };
}

function refused(issue: string): ReadSessionFile {
  return { ok: false, issues: [issue] };
}
