import type { Metadata } from '../../kernel/index.ts';
import type { SessionContent } from '../../workbench/content/schema.ts';

/** What the file says of itself. */
export const FORMAT = 'holdfast-session';

/** A session as the text of a file: JSON that a person can look into. */
export function sessionFileText({ title, description }: Metadata, content: SessionContent): string {
  return `${JSON.stringify({ format: FORMAT, title, description, content }, null, 2)}\n`;
}

/** "Field study.holdfast.json", without what file systems refuse. */
export function sessionFileName(title: string): string {
  const safe = title.replace(/[\\/:*?"<>|\p{Cc}\s]+/gu, ' ').trim();
  return `${safe || 'Session'}.holdfast.json`;
}
