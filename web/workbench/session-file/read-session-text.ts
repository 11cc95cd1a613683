import { DESCRIPTION_MAX_LENGTH, TITLE_MAX_LENGTH } from '../../../contract/limits.ts';
import type { Metadata } from '../../kernel/index.ts';
import { contentModel } from '../content/model.ts';
import type { SessionContent } from '../content/schema.ts';
import { FORMAT } from './session-text.ts';

/** Characters that a title of an earlier build may have, and that the cloud refuses: they reverse the text after them. */
const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/g;

export type ReadSession =
  | { readonly ok: true; readonly metadata: Metadata; readonly content: SessionContent }
  | { readonly ok: false; readonly issues: readonly string[] };

/** Reads the text of a session and validates all of it. Returns what is wrong, if anything. */
export function readSessionText(text: string): ReadSession {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, issues: ['The file is not JSON, or it is incomplete.'] };
  }
  const { format, title, description, content } = (value ?? {}) as Record<string, unknown>;
  if (format !== FORMAT) return { ok: false, issues: ['The file is not a Holdfast session.'] };
  const read = contentModel.read(content);
  if (!read.ok) {
    return read.reason === 'newer'
      ? { ok: false, issues: ['A newer version of Holdfast wrote the file.'] }
      : { ok: false, issues: read.issues };
  }
  const named = typeof title === 'string' ? title.replace(DIRECTIONS, '') : '';
  const metadata = {
    title: named || 'Session from a file',
    description: typeof description === 'string' ? description : null,
  };
  const issues = [
    tooLong('title', metadata.title, TITLE_MAX_LENGTH),
    tooLong('description', metadata.description ?? '', DESCRIPTION_MAX_LENGTH),
  ].filter((issue) => issue !== null);
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, metadata, content: read.content };
}

function tooLong(field: string, text: string, maxLength: number): string | null {
  if (text.length <= maxLength) return null;
  return `Its ${field} has ${text.length} characters, more than the allowed ${maxLength}. Shorten it in the file with any text editor.`;
}
