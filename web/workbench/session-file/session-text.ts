import type { Metadata } from '../../kernel/index.ts';
import type { SessionContent } from '../content/schema.ts';

/** What the text says of itself. */
export const FORMAT = 'holdfast-session';
/** Where the text and the assets stand in a session file. */
export const SESSION_ENTRY = 'session.json';
export const ASSETS_FOLDER = 'assets/';

/** A session without its data as text: JSON that a person can look into. */
export function sessionText({ title, description }: Metadata, content: SessionContent): string {
  return `${JSON.stringify({ format: FORMAT, title, description, content }, null, 2)}\n`;
}
