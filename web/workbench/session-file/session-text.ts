import type { Metadata } from '../../kernel/index.ts';
import type { SessionContent } from '../content/schema.ts';

/** The `format` field of the text. */
export const FORMAT = 'holdfast-session';
/** Paths of the text and the assets in a session file. */
export const SESSION_ENTRY = 'session.json';
export const ASSETS_FOLDER = 'assets/';

/** A session without its data, as JSON that people can read. */
export function sessionText({ title, description }: Metadata, content: SessionContent): string {
  return `${JSON.stringify({ format: FORMAT, title, description, content }, null, 2)}\n`;
}
